package io.callstream.kafka.connect.twilio.example;

import io.callstream.twilio.Call;
import java.math.BigDecimal;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;

/**
 * What calls cost, per day and number.
 *
 * <p>The topic tells of a call again and again: when its price comes, when it is corrected, when the call is deleted, and
 * after a crash perhaps twice. So it is read as what it is, a table of calls by SID: what the bill held of a call is taken
 * off before its new charge is added. A sum over the stream of records would count a call as often as it changed.
 *
 * <p>Run it with {@code processing.guarantee=exactly_once_v2}, or a failure of the application may take off or add twice.
 */
public final class CostPerDay {

    private CostPerDay() {}

    /**
     * Reads calls, and writes the cost of each line of the bill whenever it changes; a line without calls gets a
     * tombstone.
     *
     * @param callSerde reads the topic's values; with Confluent's libraries, a {@code SpecificAvroSerde}
     */
    public static Topology topology(String callsTopic, Serde<Call> callSerde, String costsTopic) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream(callsTopic, Consumed.with(Serdes.String(), callSerde))
                .mapValues(Charge::of)
                .toTable(Materialized.with(Serdes.String(), JsonSerde.of(Charge.class)))
                .groupBy(
                        (sid, charge) -> KeyValue.pair(charge.line(), charge.amount()),
                        Grouped.with(JsonSerde.of(BillLine.class), JsonSerde.of(BigDecimal.class)))
                .aggregate(
                        () -> Cost.NOTHING,
                        (line, amount, cost) -> cost.plus(amount),
                        (line, amount, cost) -> cost.minus(amount),
                        Materialized.with(JsonSerde.of(BillLine.class), JsonSerde.of(Cost.class)))
                .toStream()
                .to(costsTopic, Produced.with(JsonSerde.of(BillLine.class), JsonSerde.of(Cost.class)));
        return builder.build();
    }
}
