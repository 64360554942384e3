package io.callstream.kafka.connect.twilio.stack.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Decodes values in Confluent's wire format with plain Avro: a zero byte, four bytes of schema id, and Avro binary. The
 * schema is read from the registry's Confluent API.
 */
public final class RegistryAvro {

    private static final int HEADER = 5;

    private final Http http = new Http();
    private final String registryUrl;
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public RegistryAvro(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    public GenericRecord decode(byte[] value) {
        return read(value, new GenericDatumReader<>(schemaOf(value)));
    }

    /** Decodes with another version of the schema. */
    public GenericRecord decode(byte[] value, Schema reader) {
        return read(value, new GenericDatumReader<>(schemaOf(value), reader));
    }

    /** Decodes into a generated class, whose schema is the writer's or one that it resolves to. */
    public <T extends SpecificRecord> T decode(byte[] value, Class<T> type) {
        SpecificData model = SpecificData.getForClass(type);
        return read(value, new SpecificDatumReader<>(schemaOf(value), model.getSchema(type), model));
    }

    private static <T> T read(byte[] value, DatumReader<T> reader) {
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        } catch (IOException e) {
            throw new IllegalArgumentException("not Avro of the schema with its id", e);
        }
    }

    private Schema schemaOf(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        byte magic = bytes.get();
        if (magic != 0) {
            throw new IllegalArgumentException("not in Confluent's wire format: the first byte is " + magic);
        }
        return schemas.computeIfAbsent(bytes.getInt(), this::fetch);
    }

    private Schema fetch(int schemaId) {
        String schema = http.get(registryUrl + "/schemas/ids/" + schemaId)
                .ok()
                .path("schema")
                .asText();
        return new Schema.Parser().parse(schema);
    }
}
