package io.callstream.kafka.connect.twilio.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.twilio.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example on all states of simulated calls, as the connector writes them. */
class CostPerDayTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final Instant END = NOW.plus(Duration.ofDays(30));
    private static final WorldProfile MUCH_CORRECTED =
            new WorldProfile(600, Duration.ofDays(60), 0, 0.1, 0, 0.2, 0.1, 0.5, 0.2);

    private static final Serializer<Call> WRITE_CALL = (topic, call) -> {
        try {
            return call == null ? null : call.toByteBuffer().array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    };
    private static final Deserializer<Call> READ_CALL = (topic, bytes) -> {
        try {
            return bytes == null ? null : Call.fromByteBuffer(ByteBuffer.wrap(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    };

    /** A record of the topic: a call in one of its states, or its tombstone. */
    private record Message(Instant at, String sid, Optional<Call> call) {}

    @Test
    void countsEachCallOnceAndAtItsLastPrice(@TempDir Path state) {
        List<SimulatedCall> calls =
                new World(17, NOW).addAccount(MUCH_CORRECTED).calls();
        Map<BillLine, Cost> expected = ExpectedBill.of(calls, END);
        assertThat(expected).hasSizeGreaterThan(100);

        Properties settings = new Properties();
        settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        try (TopologyTestDriver driver = new TopologyTestDriver(
                CostPerDay.topology("calls", Serdes.serdeFrom(WRITE_CALL, READ_CALL), "costs"), settings)) {
            TestInputTopic<String, Call> topic = driver.createInputTopic("calls", new StringSerializer(), WRITE_CALL);
            for (Message message : messages(calls)) {
                topic.pipeInput(message.sid(), message.call().orElse(null));
            }
            Map<BillLine, Cost> bill = driver.createOutputTopic(
                            "costs",
                            JsonSerde.of(BillLine.class).deserializer(),
                            JsonSerde.of(Cost.class).deserializer())
                    .readKeyValuesToMap();
            bill.values().removeIf(cost -> cost == null);
            assertThat(ExpectedBill.withoutTrailingZeros(bill)).isEqualTo(expected);
        }
    }

    /** All states of all calls in the order of time, some of them twice, as after a crash of the connector. */
    private static List<Message> messages(List<SimulatedCall> calls) {
        Random random = new Random(17);
        List<Message> messages = new ArrayList<>();
        for (SimulatedCall call : calls) {
            for (CallState state : call.states()) {
                boolean shown = state.from().isBefore(END) && call.exists(state.from());
                int times = !shown ? 0 : random.nextInt(5) == 0 ? 2 : 1;
                for (int i = 0; i < times; i++) {
                    messages.add(new Message(state.from(), call.sid(), Optional.of(row(call, state))));
                }
            }
            call.deleted()
                    .filter(END::isAfter)
                    .ifPresent(moment -> messages.add(new Message(moment, call.sid(), Optional.empty())));
        }
        messages.sort(Comparator.comparing(Message::at));
        return messages;
    }

    private static Call row(SimulatedCall call, CallState state) {
        return Call.newBuilder()
                .setSid(call.sid())
                .setAccountSid(call.accountSid())
                .setStatus(state.status())
                .setDirection(call.direction())
                .setFrom(call.from())
                .setTo(call.to())
                .setDateUpdated(state.updated())
                .setStartTime(state.start())
                .setPrice(state.price() == null ? null : new BigDecimal(state.price()).setScale(8))
                .setPriceUnit("USD")
                .build();
    }
}
