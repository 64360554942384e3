package io.callstream.kafka.connect.twilio.it.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.example.BillLine;
import io.callstream.kafka.connect.twilio.example.Cost;
import io.callstream.kafka.connect.twilio.example.CostPerDay;
import io.callstream.kafka.connect.twilio.example.ExpectedBill;
import io.callstream.kafka.connect.twilio.example.JsonSerde;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.stack.client.CallInTopic;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.client.RawTopic;
import io.callstream.kafka.connect.twilio.stack.client.RegistryAvro;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.twilio.Call;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The example consumer at the end of the whole pipeline, while calls change and prices are corrected. */
class CostPerDayIT {

    private static StackFiles files;
    @AutoClose
    private static ProcessStack stack;


    @BeforeAll
    static void startStack() {
        files = StackFiles.fromBuild("cost-it");
        stack = ProcessStack.start(files);
    }

    @Test
    void billMatchesTheLastStateOfEveryCall() throws Exception {
        try (Scene scene = Scene.open(stack, "billed", 500, 1200, 1000);
                CallsTopic topic = scene.topic();
                RawTopic costs = new RawTopic(stack.bootstrapServers(), "costs")) {
            scene.start();
            await().atMost(Scene.TIMEOUT).until(() -> {
                topic.poll(Duration.ofMillis(100));
                return topic.last().size() >= 1000;
            });
            try (KafkaStreams streams =
                    new KafkaStreams(CostPerDay.topology("calls.billed", calls(), "costs"), settings())) {
                streams.start();
                HandmadeCall call = scene.simulator().create(scene.accounts().get(0));
                call.ring().answer().complete().price("-0.01300");
                awaitPrice(topic, call, "-0.013");
                call.price("-0.02600");
                awaitPrice(topic, call, "-0.026");

                scene.awaitTruth(topic);
                List<SimulatedCall> calls = scene.accounts().stream()
                        .flatMap(account -> account.calls().stream())
                        .toList();
                Map<BillLine, Cost> expected =
                        ExpectedBill.of(calls, scene.simulator().clock().get());
                assertThat(expected).hasSizeGreaterThan(100);
                await().atMost(Scene.TIMEOUT)
                        .untilAsserted(() -> assertThat(bill(costs)).isEqualTo(expected));
            }
        }
    }

    private static void awaitPrice(CallsTopic topic, HandmadeCall call, String price) {
        await().atMost(Scene.TIMEOUT).until(() -> {
            topic.poll(Duration.ofMillis(100));
            return Optional.ofNullable(topic.last().get(call.sid()))
                    .flatMap(CallInTopic::price)
                    .equals(Optional.of(new BigDecimal(price)));
        });
    }

    private static Map<BillLine, Cost> bill(RawTopic costs) {
        Map<BillLine, Cost> bill = new HashMap<>();
        costs.poll()
                .forEach((line, cost) -> bill.put(
                        JsonSerde.of(BillLine.class)
                                .deserializer()
                                .deserialize("costs", line.getBytes(StandardCharsets.UTF_8)),
                        JsonSerde.of(Cost.class).deserializer().deserialize("costs", cost)));
        return ExpectedBill.withoutTrailingZeros(bill);
    }

    /** Reads as Confluent's {@code SpecificAvroSerde} does, which Maven Central does not have. */
    private static Serde<Call> calls() {
        RegistryAvro avro = new RegistryAvro(stack.registryUrl());
        return Serdes.serdeFrom(
                (topic, call) -> {
                    throw new UnsupportedOperationException("this serde only deserializes");
                },
                (topic, bytes) -> bytes == null ? null : avro.decode(bytes, Call.class));
    }

    private static Properties settings() {
        Properties settings = new Properties();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "cost-per-day");
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, stack.bootstrapServers());
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(
                StreamsConfig.STATE_DIR_CONFIG, files.run().resolve("streams").toString());
        settings.put(StreamsConfig.consumerPrefix("auto.offset.reset"), "earliest");
        return settings;
    }
}
