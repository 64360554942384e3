package io.callstream.kafka.connect.twilio.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import okio.Buffer;
import okio.BufferedSink;
import okio.ByteString;
import okio.GzipSink;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * A status and a JSON body. The body is written once, when it is first needed, by the thread that sends it.
 */
final class Response {

    /** Writes a body, the same at any time. */
    interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static final JsonFactory JSON = new JsonFactory();

    private final int status;
    private final Content content;
    private @Nullable ByteString plain;
    private @Nullable ByteString gzipped;

    Response(int status, Content content) {
        this.status = status;
        this.content = content;
    }

    int status() {
        return status;
    }

    synchronized ByteString body() {
        if (plain == null) {
            Buffer buffer = new Buffer();
            write(buffer);
            plain = buffer.readByteString();
        }
        return plain;
    }

    synchronized ByteString gzipped() {
        if (gzipped == null) {
            Buffer buffer = new Buffer();
            GzipSink gzip = new GzipSink(buffer);
            gzip.deflater().setLevel(Deflater.BEST_SPEED);
            write(Okio.buffer(gzip));
            gzipped = buffer.readByteString();
        }
        return gzipped;
    }

    private void write(BufferedSink sink) {
        try (JsonGenerator json = JSON.createGenerator(sink.outputStream())) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
