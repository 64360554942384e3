package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.json.MalformedPageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.HttpUrl;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * A successful response, received to its last byte: its connection is free, and the next request can be sent while this one
 * is decompressed and parsed.
 *
 * @param gzipped whether the bytes are compressed
 * @param maxBytes maximum length, uncompressed
 * @param readAt the server's time of which the response shows the state
 */
public record TwilioResponse(
        RequestContext context,
        Buffer bytes,
        boolean gzipped,
        long maxBytes,
        Instant readAt,
        Optional<String> requestId) {

    private static final int INFLATE_BUFFER = 8192;

    /** Reads the body of a response. */
    public interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    /**
     * Receives the bytes of a response.
     *
     * @throws BoundedStream.TooLongException if they exceed the limit even compressed
     */
    static Buffer receive(ResponseBody body, long maxBytes) throws IOException {
        BufferedSource source = body.source();
        if (source.request(maxBytes + 1)) {
            throw new BoundedStream.TooLongException(maxBytes);
        }
        Buffer bytes = new Buffer();
        source.readAll(bytes);
        return bytes;
    }

    /** A stream of the uncompressed bytes. */
    static InputStream unpacked(InputStream bytes, boolean gzipped) throws IOException {
        return gzipped ? new GZIPInputStream(bytes, INFLATE_BUFFER) : bytes;
    }

    /** The URL that was requested. */
    public HttpUrl url() {
        return context.url();
    }

    /**
     * Reads the body. Works once, as it consumes the bytes.
     *
     * @throws TwilioApiException if the body is malformed
     */
    public <T> T read(BodyReader<T> reader) {
        try {
            return reader.read(new BoundedStream(unpacked(bytes.inputStream(), gzipped), maxBytes));
        } catch (MalformedPageException e) {
            Fault fault = e.isFatal() ? Fault.UNUSABLE : Fault.GARBLED;
            throw context.fault(fault, "the response is invalid: " + e.getMessage(), requestId, Optional.empty(), e);
        } catch (IOException e) {
            throw context.unreadable(e, requestId);
        }
    }
}
