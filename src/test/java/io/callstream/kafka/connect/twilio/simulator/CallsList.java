package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.ListBehaviour.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Cuts a page out of an account's calls. Pages hold while calls arrive: a page begins behind a call, not at a number. */
final class CallsList {

    /** Rows, and whether more follow. */
    record Page(List<SimulatedCall> calls, boolean more) {}

    private CallsList() {}

    /** The page that a query asks for, at a moment; empty if its anchor was never a call of the account. */
    static Optional<Page> page(SimulatedAccount account, CallsQuery query, Order order, Instant now) {
        List<SimulatedCall> calls = account.calls();
        int step = order == Order.NEWEST_FIRST ? -1 : 1;
        int first = order == Order.NEWEST_FIRST ? calls.size() - 1 : 0;
        Optional<String> anchor = query.anchor();
        if (anchor.isPresent()) {
            Optional<Integer> position = account.position(anchor.get());
            if (position.isEmpty()) {
                return Optional.empty();
            }
            first = position.get() + step;
        }
        int size = query.pageSize();
        List<SimulatedCall> page = new ArrayList<>(size);
        for (int i = first; i >= 0 && i < calls.size(); i += step) {
            SimulatedCall call = calls.get(i);
            if (call.exists(now) && query.matches(call, now)) {
                if (page.size() == size) {
                    return Optional.of(new Page(page, true));
                }
                page.add(call);
            }
        }
        return Optional.of(new Page(page, false));
    }
}
