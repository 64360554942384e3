package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;

/** Is told what becomes of an account's requests, on the threads on which answers arrive; must not block them. */
public interface RequestListener {

    /** Nobody listens. */
    RequestListener NONE = new RequestListener() {
        @Override
        public void answered(Duration took) {}

        @Override
        public void failed(Fault fault, Duration took) {}

        @Override
        public void retrying(boolean any) {}
    };

    /**
     * A request was answered.
     *
     * @param took from the sending to the answer's last byte, parsed
     */
    void answered(Duration took);

    /** A request failed. It may be sent again, and is a request of its own then. */
    void failed(Fault fault, Duration took);

    /**
     * Told when that changes.
     *
     * @param any whether any request failed and is to be sent again
     */
    void retrying(boolean any);
}
