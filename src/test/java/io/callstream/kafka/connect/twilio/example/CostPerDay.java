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
 * The cost of calls per day and number.
 *
 * <p>The topic has several records of a call: one when it gets a price, one when it is corrected, one when it is deleted,
 * and duplicates after a crash. So the topic is read as a table of calls by SID: a call's old charge is subtracted before its
 * new one is added. A sum over the stream of records would count a call as often as it changed.
 *
 * <p>Run it with {@code processing.guarantee=exactly_once_v2}; otherwise a failure of the application may subtract or add
 * a charge twice.
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
