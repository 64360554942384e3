package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.json.MalformedPageException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/**
 * A good answer, all of it, as it came over the network: its connection is free, and the next request can be sent while this
 * is unpacked and parsed.
 *
 * @param gzipped whether the bytes are compressed
 * @param maxBytes more are not read, uncompressed
 * @param readAt the server's time at which the answer was true
 */
public record Answer(
        RequestContext place,
        Buffer bytes,
        boolean gzipped,
        long maxBytes,
        Instant readAt,
        Optional<String> requestId) {

    private static final int INFLATE_BUFFER = 8192;

    /** Reads the body of an answer. */
    public interface BodyReader<T> {
        T read(InputStream body) throws IOException;
    }

    /**
     * Takes the bytes off the network.
     *
     * @throws BoundedStream.TooLongException if they alone are more than may be read
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

    /** A stream of what was sent, or of what that was before it was compressed. */
    static InputStream unpacked(InputStream bytes, boolean gzipped) throws IOException {
        return gzipped ? new GZIPInputStream(bytes, INFLATE_BUFFER) : bytes;
    }

    /**
     * What the reader makes of the body. Once: the bytes are gone then.
     *
     * @throws TwilioApiException if it is not what it should be
     */
    public <T> T read(BodyReader<T> reader) {
        try {
            return reader.read(new BoundedStream(unpacked(bytes.inputStream(), gzipped), maxBytes));
        } catch (MalformedPageException e) {
            Fault fault = e.isFatal() ? Fault.UNUSABLE : Fault.GARBLED;
            throw place.fault(fault, "the answer cannot be used: " + e.getMessage(), requestId, Optional.empty(), e);
        } catch (IOException e) {
            throw place.unreadable(e, requestId);
        }
    }
}
