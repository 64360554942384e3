package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;

import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.twilio.Call;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;

/** Serializes to Avro with the schema's id before it, as Confluent's serializer does, and does nothing else. */
final class CallSerializer implements Serializer<Call> {

    private final SpecificDatumWriter<Call> writer = new SpecificDatumWriter<>(Call.class);
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(2048);
    private final DataOutputStream header = new DataOutputStream(bytes);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    private final int schemaId;

    private CallSerializer(int schemaId) {
        this.schemaId = schemaId;
    }

    static CallSerializer registered(String registryUrl, String subject) {
        return new CallSerializer(new Http()
                .post(
                        registryUrl + "/subjects/" + subject + "/versions",
                        Map.of("schema", Call.getClassSchema().toString()))
                .ok()
                .path("id")
                .asInt());
    }

    @Override
    public byte[] serialize(String topic, Call call) {
        try {
            bytes.reset();
            header.writeByte(0);
            header.writeInt(schemaId);
            writer.write(call, encoder);
            encoder.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new SerializationException(e);
        }
    }
}
