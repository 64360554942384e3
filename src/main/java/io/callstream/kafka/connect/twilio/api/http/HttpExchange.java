package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.BasicCredential;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.ServerClock;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.json.PageParser;
import io.callstream.kafka.connect.twilio.api.json.PageParser.ApiError;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Buffer;

/** Sends one request with the credential, and turns every failure into a fault with a message. */
public final class HttpExchange {

    private static final String GZIP = "gzip";
    private static final String REQUEST_ID = "twilio-request-id";
    private static final long MAX_ERROR_BYTES = 64L << 10;

    private final OkHttpClient http;
    private final ServerClock clock;
    private final BasicCredential credential;
    private final String userAgent;
    private final long maxResponseBytes;

    public HttpExchange(OkHttpClient http, ServerClock clock, ApiSettings settings) {
        this.http = http;
        this.clock = clock;
        this.credential = settings.credential();
        this.userAgent = settings.connection().userAgent();
        this.maxResponseBytes = settings.limits().maxResponseBytes();
    }

    /** The clock that dates the responses. */
    public ServerClock clock() {
        return clock;
    }

    /** Gets a URL; completes with a successful response, received whole, or with a {@link TwilioApiException}. */
    public CompletableFuture<TwilioResponse> get(String accountSid, HttpUrl url, int attempt) {
        CompletableFuture<TwilioResponse> result = new CompletableFuture<>();
        long sent = clock.nanoTime();
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", credential.header())
                .header("Accept", "application/json")
                .header("Accept-Encoding", GZIP) // explicit, or OkHttp would decompress while it receives
                .header("User-Agent", userAgent)
                .build();
        RequestContext context = new RequestContext(accountSid, url, attempt);
        http.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                try (AccountContext account = AccountContext.of(accountSid)) {
                    result.completeExceptionally(context.noResponse(faultOf(e), e));
                }
            }

            @Override
            public void onResponse(Call call, Response response) {
                // open while the response and everything that depends on it is handled
                try (AccountContext account = AccountContext.of(accountSid)) {
                    TwilioResponse received;
                    try (response) {
                        received = receive(context, response, sent);
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                        return;
                    }
                    result.complete(received); // its connection is free by now
                }
            }
        });
        return result;
    }

    private TwilioResponse receive(RequestContext context, Response response, long sent) {
        Optional<String> requestId = Optional.ofNullable(response.header(REQUEST_ID));
        long arrived = clock.nanoTime();
        if (response.code() != 200) {
            throw notOk(context, response, requestId);
        }
        Date date = response.headers().getDate("Date");
        if (date == null) {
            throw context.fault(Fault.GARBLED, "the response has no Date header, so its age is unknown", requestId);
        }
        String type = response.header("Content-Type", "");
        if (type == null || !type.toLowerCase(Locale.ROOT).contains("json")) {
            throw context.fault(Fault.GARBLED, "the response is not JSON but '" + type + "'", requestId);
        }
        Instant readAt = clock.sentAt(date.toInstant(), sent, arrived);
        try {
            Buffer bytes = TwilioResponse.receive(response.body(), maxResponseBytes);
            return new TwilioResponse(context, bytes, isGzipped(response), maxResponseBytes, readAt, requestId);
        } catch (IOException e) {
            throw context.unreadable(e, requestId);
        }
    }

    private static boolean isGzipped(Response response) {
        return GZIP.equalsIgnoreCase(response.header("Content-Encoding"));
    }

    private static TwilioApiException notOk(RequestContext context, Response response, Optional<String> requestId) {
        Optional<ApiError> error = error(response);
        Fault fault = ErrorClassifier.classify(response.code(), error);
        String what = error.map(twilios -> "Twilio returned " + response.code() + details(twilios))
                .orElse("HTTP status " + response.code() + " without a Twilio error");
        Optional<Duration> retryAfter = RetryAfter.of(response.headers());
        String wait = retryAfter
                .map(duration -> " (Retry-After: " + duration.toSeconds() + " s)")
                .orElse("");
        return context.fault(fault, what + wait, requestId, retryAfter, null);
    }

    private static String details(ApiError error) {
        return error.code().map(code -> ", code " + code).orElse("") + ": " + Excerpt.of(error.message());
    }

    private static Optional<ApiError> error(Response response) {
        try {
            InputStream body = TwilioResponse.unpacked(response.body().byteStream(), isGzipped(response));
            return PageParser.error(new BoundedStream(body, MAX_ERROR_BYTES), response.code());
        } catch (IOException e) {
            return Optional.empty(); // the status has to suffice
        }
    }

    private static Fault faultOf(IOException e) {
        if (e instanceof ProxyRefusedException) {
            return Fault.PROXY_REFUSED;
        }
        return isUnreachable(e) ? Fault.UNREACHABLE : Fault.NETWORK;
    }

    /** Whether no connection was established, so that the request itself cannot be the cause. */
    private static boolean isUnreachable(IOException e) {
        return e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException
                || e instanceof SSLPeerUnverifiedException;
    }
}
