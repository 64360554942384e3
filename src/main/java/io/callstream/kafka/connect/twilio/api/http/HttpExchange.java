package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.AccountContext;
import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.BasicCredential;
import io.callstream.kafka.connect.twilio.api.Fault;
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
import java.time.temporal.ChronoUnit;
import java.util.Date;
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

/** One request and its answer: sends it with the credential, and turns whatever goes wrong into a fault with a message. */
public final class HttpExchange {

    private static final String GZIP = "gzip";
    private static final String REQUEST_ID = "twilio-request-id";
    private static final long MAX_ERROR_BYTES = 64L << 10;

    private final OkHttpClient http;
    private final BasicCredential credential;
    private final String userAgent;
    private final long maxResponseBytes;

    public HttpExchange(OkHttpClient http, ApiSettings settings) {
        this.http = http;
        this.credential = settings.credential();
        this.userAgent = settings.userAgent();
        this.maxResponseBytes = settings.maxResponseBytes();
    }

    /** Gets a URL; completes with the whole of a good answer, or with a {@link TwilioApiException}. */
    public CompletableFuture<Answer> get(String accountSid, HttpUrl url, int attempt) {
        CompletableFuture<Answer> result = new CompletableFuture<>();
        long sent = System.nanoTime();
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", credential.header())
                .header("Accept", "application/json")
                .header("Accept-Encoding", GZIP) // said, or OkHttp would unpack while it receives
                .header("User-Agent", userAgent)
                .build();
        RequestContext place = new RequestContext(accountSid, url, attempt);
        http.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                try (AccountContext context = AccountContext.of(accountSid)) {
                    result.completeExceptionally(place.fault(
                            faultOf(e),
                            "no answer came (" + Excerpt.of(e) + ")",
                            Optional.empty(),
                            Optional.empty(),
                            e));
                }
            }

            @Override
            public void onResponse(Call call, Response response) {
                // around all that follows from the answer, be it good or not
                try (AccountContext context = AccountContext.of(accountSid)) {
                    Answer answer;
                    try (response) {
                        answer = receive(place, response, sent);
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                        return;
                    }
                    result.complete(answer); // its connection is free by now
                }
            }
        });
        return result;
    }

    private Answer receive(RequestContext place, Response response, long sent) {
        Optional<String> requestId = Optional.ofNullable(response.header(REQUEST_ID));
        Duration took = Duration.ofNanos(System.nanoTime() - sent);
        if (response.code() != 200) {
            throw notOk(place, response, requestId);
        }
        Date date = response.headers().getDate("Date");
        if (date == null) {
            throw place.fault(
                    Fault.GARBLED, "the answer has no Date header, so it cannot be told when it was true", requestId);
        }
        String type = response.header("Content-Type", "");
        if (type == null || !type.contains("json")) {
            throw place.fault(Fault.GARBLED, "the answer is not JSON but '" + type + "'", requestId);
        }
        Instant readAt = date.toInstant().minus(took).truncatedTo(ChronoUnit.SECONDS);
        try {
            Buffer bytes = Answer.receive(response.body(), maxResponseBytes);
            return new Answer(place, bytes, isGzipped(response), maxResponseBytes, readAt, requestId);
        } catch (IOException e) {
            throw place.unreadable(e, requestId);
        }
    }

    private static boolean isGzipped(Response response) {
        return GZIP.equalsIgnoreCase(response.header("Content-Encoding"));
    }

    private static TwilioApiException notOk(RequestContext place, Response response, Optional<String> requestId) {
        ApiError error = error(response);
        Fault fault = ErrorClassifier.classify(response.code(), error.code());
        String said = error.code().map(code -> ", code " + code).orElse("")
                + error.message().map(message -> ": " + Excerpt.of(message)).orElse("");
        Optional<Duration> retryAfter = RetryAfter.of(response.headers());
        String asks = retryAfter
                .map(wait -> ", and asks to wait for " + wait.toSeconds() + " s")
                .orElse("");
        return place.fault(fault, "Twilio answered " + response.code() + said + asks, requestId, retryAfter, null);
    }

    private static ApiError error(Response response) {
        try {
            InputStream body = Answer.unpacked(response.body().byteStream(), isGzipped(response));
            return PageParser.error(new BoundedStream(body, MAX_ERROR_BYTES));
        } catch (IOException e) {
            return ApiError.NONE; // the status alone tells, then
        }
    }

    private static Fault faultOf(IOException e) {
        if (e instanceof ProxyRefusedException) {
            return Fault.PROXY_REFUSED;
        }
        return isUnreachable(e) ? Fault.UNREACHABLE : Fault.NETWORK;
    }

    /** Whether there was no connection at all, so that what was asked for cannot be the reason. */
    private static boolean isUnreachable(IOException e) {
        return e instanceof ConnectException
                || e instanceof NoRouteToHostException
                || e instanceof UnknownHostException
                || e instanceof SSLHandshakeException
                || e instanceof SSLPeerUnverifiedException;
    }
}
