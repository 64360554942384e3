package io.callstream.kafka.connect.twilio.api;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of the API client.
 *
 * @param baseUrl the API's URL; may have a path, for a gateway
 * @param credential sent to that host only
 * @param filters the user's filters, applied to every list
 * @param skipRowsWithoutSid whether a row without a SID is skipped and counted; otherwise it is an error
 */
public record ApiSettings(
        URI baseUrl,
        BasicCredential credential,
        ListFilters filters,
        Limits limits,
        boolean skipRowsWithoutSid,
        Retries retries,
        Connection connection) {

    /** A page of 1,000 rows has some 2 MiB; 64 MiB is out of all proportion. */
    public static final long DEFAULT_MAX_RESPONSE_BYTES = 64L << 20;

    /** A copy with other retry settings. */
    public ApiSettings withRetries(Retries other) {
        return new ApiSettings(baseUrl, credential, filters, limits, skipRowsWithoutSid, other, connection);
    }

    /** Filters that are passed to the API with every list. */
    public record ListFilters(
            Optional<String> to, Optional<String> from, Optional<String> status, Optional<String> parentCallSid) {

        /** All calls. */
        public static final ListFilters NONE =
                new ListFilters(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param maxPageSize maximum rows of a page, 1 to 1000
     * @param maxConcurrentRequests maximum requests in flight for an account
     * @param maxResponseBytes maximum length of a response, uncompressed
     */
    public record Limits(int maxPageSize, int maxConcurrentRequests, long maxResponseBytes) {}

    /**
     * @param backoff wait before the first retry; doubles with each, with full jitter
     * @param maxBackoff longest wait
     * @param timeout how long a failing request is retried; waits for its turn do not count
     */
    public record Retries(Duration backoff, Duration maxBackoff, Duration timeout) {}

    /**
     * How the client connects to the API.
     *
     * @param userAgent name and version of the connector
     */
    public record Connection(
            Timeouts timeouts, Optional<HttpProxy> proxy, Optional<TrustStore> trustStore, String userAgent) {}

    /**
     * @param connect timeout of a connection attempt
     * @param read timeout of the next bytes of a response
     */
    public record Timeouts(Duration connect, Duration read) {

        /** Bytes that arrive one by one never exceed the read timeout: the whole response may take so many of them. */
        private static final int READS = 5;

        /** The timeout of a request, from sending it to the last byte of its response. */
        Duration whole() {
            return connect.plus(read.multipliedBy(READS));
        }
    }

    /** An HTTP proxy; with a credential if the proxy requires one. */
    public record HttpProxy(String host, int port, Optional<BasicCredential> credential) {}

    /** Certificates to trust instead of the platform's. */
    public record TrustStore(String location, Optional<String> password, String type) {
        @Override
        public String toString() {
            return "TrustStore[" + location + ", " + type + "]";
        }
    }
}
