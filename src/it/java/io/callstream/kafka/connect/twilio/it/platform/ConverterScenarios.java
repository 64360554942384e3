package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.callstream.kafka.connect.twilio.stack.client.CallInTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConfluentAvro;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.Converters;
import io.callstream.kafka.connect.twilio.stack.client.RawTopic;
import io.callstream.kafka.connect.twilio.stack.client.RegistryAvro;
import io.callstream.kafka.connect.twilio.stack.client.RegistryRest;
import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.twilio.Call;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records match {@code Call.avsc} with every converter. Subclasses start the stack. */
abstract class ConverterScenarios {

    private static final Duration TIMEOUT = Duration.ofSeconds(120);
    private static final Schema FILE = read(Path.of("src/main/avro/Call.avsc"));
    private static final ObjectMapper JSON = new ObjectMapper();

    private ConnectRest connector;
    private RemoteSimulator twilio;
    private Map<String, CallInTopic> truth;

    /** One worker, started once for all scenarios. */
    abstract Stack stack();

    abstract StackFiles files();

    @BeforeEach
    void startTwilio() {
        twilio = stack().startSimulator(Map.of("calls", "300", "calls.per.hour", "0"));
        truth = new HashMap<>();
    }

    @AfterEach
    void deleteConnector() {
        connector.delete();
    }

    @Test
    void confluentConverterRegistersCallAvsc() throws Exception {
        for (ConfluentAvro code : ConfluentAvro.in(files())) {
            String topic = "calls-confluent-" + code;
            Map<String, byte[]> records = registersCallAvsc(topic, code.config(stack()));
            for (String json : code.decode(files(), stack(), topic, records.values())) {
                CallInTopic call = truth.get(parse(json).path("sid").asText());
                assertThat(parse(json).path("status").asText()).isEqualTo(call.status());
            }
            connector.delete();
        }
    }

    /** Reads all calls through a converter of Avro. */
    final Map<String, byte[]> registersCallAvsc(String topic, Map<String, String> converter) {
        Map<String, byte[]> records = readAll(topic, converter);
        assertEqualsCallAvsc(new RegistryRest(stack().registryUrl()).latest(topic + "-value"));
        assertAGeneratedClassReads(records);
        return records;
    }

    @Test
    void schemaEvolvesByOptionalFieldsOnly() {
        Map<String, byte[]> records = readAll("calls-evolving", ConfluentAvro.ON_CENTRAL.config(stack()));
        RegistryRest registry = new RegistryRest(stack().registryUrl());
        String subject = "calls-evolving-value";
        registry.requireCompatibility(subject, "BACKWARD");

        Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        Schema required = Schema.create(Schema.Type.STRING);
        Schema next = with("client_region", optional, Schema.Field.NULL_DEFAULT_VALUE);
        assertThat(registry.register(subject, with("client_region", required, null)))
                .as("a required field that older records lack")
                .isEqualTo(409);
        assertThat(registry.register(subject, with("duration", required, null))) // replaces the field of that name
                .as("another type")
                .isEqualTo(409);
        assertThat(registry.register(subject, next)).as("an optional field").isEqualTo(200);

        registry.requireCompatibility(subject, "FULL");
        assertThat(registry.register(subject, without("sid")))
                .as("removal of a required field")
                .isEqualTo(409);
        assertThat(registry.register(subject, with("client_edge", optional, Schema.Field.NULL_DEFAULT_VALUE)))
                .as("an optional field")
                .isEqualTo(200);

        RegistryAvro avro = new RegistryAvro(stack().registryUrl());
        assertThat(records.values()).allSatisfy(record -> {
            assertThat(avro.decode(record, next).get("client_region")).isNull();
            assertThat(avro.decode(record, next).get("sid")).isNotNull();
        });
    }

    @Test
    void jsonConverterWritesTheSameValues() throws IOException {
        for (boolean withSchema : new boolean[] {true, false}) {
            Map<String, byte[]> records = readAll("calls-json-" + withSchema, Converters.json(withSchema));
            for (Map.Entry<String, byte[]> record : records.entrySet()) {
                JsonNode json = JSON.readTree(record.getValue());
                JsonNode call = withSchema ? json.path("payload") : json;
                if (withSchema) {
                    assertThat(json.path("schema").path("name").asText()).isEqualTo(FILE.getFullName());
                }
                assertThat(ofJson(call)).isEqualTo(truth.get(record.getKey()));
                List<String> fields = new ArrayList<>();
                call.fieldNames().forEachRemaining(fields::add);
                assertThat(fields)
                        .containsExactlyElementsOf(FILE.getFields().stream()
                                .map(Schema.Field::name)
                                .toList());
            }
            connector.delete();
        }
    }

    /** The last record of each call, once the topic has the last state of every call. */
    private Map<String, byte[]> readAll(String topic, Map<String, String> converter) {
        Map<String, String> config = new HashMap<>(twilio.config());
        config.putAll(converter);
        config.put("connector.class", TwilioCallsSourceConnector.class.getName());
        config.put("topic", topic);
        twilio.truth().freeze();
        twilio.truth().calls().forEach(call -> truth.put(call.sid(), call));
        connector = new ConnectRest(stack().workers().get(0).url(), topic);
        connector.configure(config).ok();
        try (RawTopic records = new RawTopic(stack().bootstrapServers(), topic)) {
            await(topic).atMost(TIMEOUT).untilAsserted(() -> {
                assertThat(connector.trace()).isEmpty();
                assertThat(records.poll().keySet()).isEqualTo(truth.keySet());
            });
            return records.poll();
        }
    }

    private static void assertEqualsCallAvsc(Schema registered) {
        assertThat(registered.getFullName()).isEqualTo(FILE.getFullName());
        assertThat(registered.getFields().stream().map(Schema.Field::name))
                .containsExactlyElementsOf(
                        FILE.getFields().stream().map(Schema.Field::name).toList());
        for (Schema.Field expected : FILE.getFields()) {
            Schema.Field field = registered.getField(expected.name());
            assertThat(withoutDoc(field.schema())).as(field.name()).isEqualTo(expected.schema());
            assertThat(field.defaultVal()).as(field.name()).isEqualTo(expected.defaultVal());
            assertThat(type(field.schema()).getProp("connect.doc"))
                    .as(field.name())
                    .isEqualTo(expected.doc());
        }
        assertThat(registered.getProp("connect.doc")).isEqualTo(FILE.getDoc());
    }

    private static Schema type(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    /** Connect has documentation of types only; both converters write it as a property of the type. */
    private static Schema withoutDoc(Schema schema) {
        JsonNode json = parse(schema.toString());
        json.findParents("connect.doc").forEach(type -> ((ObjectNode) type).remove("connect.doc"));
        return new Schema.Parser().parse(json.toString());
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertAGeneratedClassReads(Map<String, byte[]> records) {
        RegistryAvro avro = new RegistryAvro(stack().registryUrl());
        records.forEach((sid, record) -> {
            Call call = avro.decode(record, Call.class);
            assertThat(call.getSid()).isEqualTo(sid);
            assertThat(ofClass(call)).isEqualTo(truth.get(sid));
        });
    }

    private static CallInTopic ofClass(Call call) {
        return new CallInTopic(
                call.getSid(),
                call.getAccountSid(),
                call.getStatus(),
                Optional.ofNullable(call.getDateUpdated()),
                Optional.ofNullable(call.getStartTime()),
                Optional.ofNullable(call.getEndTime()),
                Optional.ofNullable(call.getDuration()),
                Optional.ofNullable(call.getPrice()).map(BigDecimal::stripTrailingZeros));
    }

    private static CallInTopic ofJson(JsonNode call) {
        return new CallInTopic(
                call.path("sid").asText(),
                call.path("account_sid").asText(),
                call.path("status").asText(),
                number(call, "date_updated", JsonNode::longValue).map(Instant::ofEpochMilli),
                number(call, "start_time", JsonNode::longValue).map(Instant::ofEpochMilli),
                number(call, "end_time", JsonNode::longValue).map(Instant::ofEpochMilli),
                number(call, "duration", JsonNode::intValue),
                number(call, "price", JsonNode::decimalValue)
                        .map(price -> price.setScale(8).stripTrailingZeros()));
    }

    private static <T> Optional<T> number(JsonNode call, String field, Function<JsonNode, T> read) {
        return Optional.of(call.path(field)).filter(JsonNode::isNumber).map(read);
    }

    /** The schema of the file with a field added or replaced. */
    private static Schema with(String name, Schema type, Object defaultValue) {
        List<Schema.Field> fields = fieldsWithout(name);
        fields.add(new Schema.Field(name, type, "of a later version", defaultValue));
        return record(fields);
    }

    private static Schema without(String name) {
        return record(fieldsWithout(name));
    }

    private static List<Schema.Field> fieldsWithout(String name) {
        List<Schema.Field> fields = new ArrayList<>();
        for (Schema.Field field : FILE.getFields()) {
            if (!field.name().equals(name)) {
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        return fields;
    }

    private static Schema record(List<Schema.Field> fields) {
        return Schema.createRecord(FILE.getName(), FILE.getDoc(), FILE.getNamespace(), false, fields);
    }

    private static Schema read(Path file) {
        try {
            return new Schema.Parser().parse(file.toFile());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
