package io.callstream.kafka.connect.twilio.example;

import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The expected bill, computed from the simulated calls. */
public final class ExpectedBill {

    private ExpectedBill() {}

    /** The bill of the calls' states at a moment. */
    public static Map<BillLine, Cost> of(List<SimulatedCall> calls, Instant at) {
        Map<BillLine, Cost> bill = new HashMap<>();
        for (SimulatedCall call : calls) {
            CallState state = call.at(at);
            if (call.exists(at) && state.price() != null) {
                String number = call.direction().equals("inbound") ? call.to() : call.from();
                String day = state.start().toString().substring(0, "2026-11-23".length());
                Cost cost = new Cost(1, new BigDecimal(state.price()).negate());
                bill.merge(new BillLine(day, number, "USD"), cost, ExpectedBill::sum);
            }
        }
        return withoutTrailingZeros(bill);
    }

    /** Strips zeros, so that equal amounts are equal objects. */
    public static Map<BillLine, Cost> withoutTrailingZeros(Map<BillLine, Cost> bill) {
        Map<BillLine, Cost> same = new HashMap<>();
        bill.forEach((line, cost) ->
                same.put(line, new Cost(cost.calls(), cost.amount().stripTrailingZeros())));
        return same;
    }

    private static Cost sum(Cost one, Cost other) {
        return new Cost(one.calls() + other.calls(), one.amount().add(other.amount()));
    }
}
