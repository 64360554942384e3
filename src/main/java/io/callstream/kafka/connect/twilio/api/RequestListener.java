package io.callstream.kafka.connect.twilio.api;

import java.time.Duration;

/** Receives the outcomes of an account's requests, on the threads that receive responses; must not block them. */
public interface RequestListener {

    /** Does nothing. */
    RequestListener NONE = new RequestListener() {
        @Override
        public void succeeded(Duration took) {}

        @Override
        public void failed(Fault fault, Duration took) {}

        @Override
        public void retrying(boolean any) {}
    };

    /**
     * A request succeeded.
     *
     * @param took time from sending the request until its response was parsed
     */
    void succeeded(Duration took);

    /** A request failed. A retry counts as another request. */
    void failed(Fault fault, Duration took);

    /**
     * Retries started or ended.
     *
     * @param any whether any request waits for a retry
     */
    void retrying(boolean any);
}
