package io.callstream.kafka.connect.twilio.api.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that throws once its source exceeds a limit. */
final class BoundedStream extends FilterInputStream {

    /** The stream exceeds its limit. */
    static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        private final long max;

        TooLongException(long max) {
            super("longer than " + max + " bytes");
            this.max = max;
        }

        /** The limit in bytes. */
        long max() {
            return max;
        }
    }

    private final long max;
    private long count;

    BoundedStream(InputStream in, long max) {
        super(in);
        this.max = max;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        if (value >= 0) {
            count(1);
        }
        return value;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read > 0) {
            count(read);
        }
        return read;
    }

    private void count(int bytes) throws TooLongException {
        count += bytes;
        if (count > max) {
            throw new TooLongException(max);
        }
    }
}
