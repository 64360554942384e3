package io.callstream.kafka.connect.twilio.stack;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/**
 * Decodes values as any Avro client does that knows Confluent's wire format: a zero byte, four bytes of schema id, and
 * Avro binary; the schema comes from the registry's Confluent API.
 */
public final class RegistryAvro {

    private static final int HEADER = 5;

    private final Http http = new Http();
    private final String registryUrl;
    private final Map<Integer, GenericDatumReader<GenericRecord>> readers = new ConcurrentHashMap<>();

    public RegistryAvro(String registryUrl) {
        this.registryUrl = registryUrl;
    }

    public GenericRecord decode(byte[] value) {
        ByteBuffer bytes = ByteBuffer.wrap(value);
        byte magic = bytes.get();
        if (magic != 0) {
            throw new IllegalArgumentException("not in Confluent's wire format: the first byte is " + magic);
        }
        GenericDatumReader<GenericRecord> reader = readers.computeIfAbsent(bytes.getInt(), this::readerFor);
        try {
            return reader.read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        } catch (IOException e) {
            throw new IllegalArgumentException("not Avro of the schema that it names", e);
        }
    }

    private GenericDatumReader<GenericRecord> readerFor(int schemaId) {
        String schema = http.get(registryUrl + "/schemas/ids/" + schemaId)
                .ok()
                .path("schema")
                .asText();
        return new GenericDatumReader<>(new Schema.Parser().parse(schema));
    }
}
