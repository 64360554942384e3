package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Connection;
import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Limits;
import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Timeouts;
import io.callstream.kafka.connect.twilio.api.ApiSettings.TrustStore;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import mockwebserver3.MockResponse;

/** Settings, requests and responses that the tests of the client share. */
public final class TestApi {

    public static final String ACCOUNT = "AC" + "0".repeat(32);
    static final String SECRET = "s3cr3t-t0k3n";
    static final CallsRequest LIST = new CallsRequest.FirstPage(CallFilter.NONE, 1000);
    static final Retries QUICK = new Retries(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(30));

    /** Without a proxy, and with the platform's certificates. */
    static final Connection DIRECT = new Connection(
            new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(20)), Optional.empty(), Optional.empty(), "test/1");

    private TestApi() {}

    static ApiSettings settings(String url, Retries retries) {
        return settings(url, retries, Optional.empty(), Optional.empty());
    }

    static ApiSettings settings(
            String url, Retries retries, Optional<HttpProxy> proxy, Optional<TrustStore> trustStore) {
        return settings(url, retries, proxy, trustStore, 4);
    }

    static ApiSettings settings(
            String url,
            Retries retries,
            Optional<HttpProxy> proxy,
            Optional<TrustStore> trustStore,
            int maxConcurrentRequests) {
        return new ApiSettings(
                URI.create(url),
                new BasicCredential(ACCOUNT, SECRET),
                ListFilters.NONE,
                new Limits(1000, maxConcurrentRequests, ApiSettings.DEFAULT_MAX_RESPONSE_BYTES),
                false,
                retries,
                new Connection(DIRECT.timeouts(), proxy, trustStore, DIRECT.userAgent()));
    }

    /** Settings with another timeout of connecting and reading. */
    static ApiSettings withReadTimeout(String url, Duration read) {
        ApiSettings usual = settings(url, QUICK);
        return new ApiSettings(
                usual.baseUrl(),
                usual.credential(),
                usual.filters(),
                usual.limits(),
                usual.skipRowsWithoutSid(),
                usual.retries(),
                new Connection(new Timeouts(read, read), Optional.empty(), Optional.empty(), DIRECT.userAgent()));
    }

    /** A response with one call. */
    static MockResponse.Builder page() {
        return response(200).body("{\"calls\":[{\"sid\":\"CA1\",\"status\":\"completed\"}],\"next_page_uri\":null}");
    }

    static MockResponse.Builder error(int status, int code) {
        return response(status).body("{\"code\":" + code + ",\"message\":\"simulated\",\"status\":" + status + "}");
    }

    private static MockResponse.Builder response(int status) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .addHeader("Date", "Tue, 31 Aug 2010 20:36:29 GMT");
    }
}
