package io.callstream.kafka.connect.twilio.api;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * How to talk to the API.
 *
 * @param baseUrl where it is; may have a path, for a gateway
 * @param credential sent to that host only
 * @param filters what the user limits every list to
 * @param maxPageSize most rows of a page, 1 to 1000
 * @param maxConcurrentRequests most requests under way at once for an account
 * @param skipRowsWithoutSid whether a row without a SID is left out and counted; otherwise it is an error
 * @param maxResponseBytes longest answer that is read, uncompressed
 * @param userAgent names the connector and its version
 */
public record ApiSettings(
        URI baseUrl,
        BasicCredential credential,
        ListFilters filters,
        int maxPageSize,
        int maxConcurrentRequests,
        boolean skipRowsWithoutSid,
        Timeouts timeouts,
        Retries retries,
        Optional<HttpProxy> proxy,
        Optional<TrustStore> trustStore,
        long maxResponseBytes,
        String userAgent) {

    /** A page of 1,000 rows has some 2 MiB; 64 MiB is out of all proportion. */
    public static final long DEFAULT_MAX_RESPONSE_BYTES = 64L << 20;

    /** The same with other patience. */
    public ApiSettings withRetries(Retries other) {
        return new ApiSettings(
                baseUrl,
                credential,
                filters,
                maxPageSize,
                maxConcurrentRequests,
                skipRowsWithoutSid,
                timeouts,
                other,
                proxy,
                trustStore,
                maxResponseBytes,
                userAgent);
    }

    /** Filters passed to the API in every list. */
    public record ListFilters(
            Optional<String> to, Optional<String> from, Optional<String> status, Optional<String> parentCallSid) {

        /** All calls. */
        public static final ListFilters NONE =
                new ListFilters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param connect how long to wait for a connection
     * @param read how long to wait for the next bytes of an answer
     */
    public record Timeouts(Duration connect, Duration read) {

        /** Bytes that come one by one keep an answer from ending: as a whole it may take so much longer than a pause in it. */
        private static final int READS = 5;

        /** How long to wait for an answer from its request to its last byte. */
        Duration whole() {
            return connect.plus(read.multipliedBy(READS));
        }
    }

    /**
     * @param backoff wait before the first retry; doubles with each, with full jitter
     * @param maxBackoff longest wait
     * @param timeout how long a failing request is retried
     */
    public record Retries(Duration backoff, Duration maxBackoff, Duration timeout) {}

    /** An HTTP proxy; with a credential where it asks for one. */
    public record HttpProxy(String host, int port, Optional<BasicCredential> credential) {}

    /** Certificates to trust instead of the platform's. */
    public record TrustStore(String location, Optional<String> password, String type) {
        @Override
        public String toString() {
            return "TrustStore[" + location + ", " + type + "]";
        }
    }
}
