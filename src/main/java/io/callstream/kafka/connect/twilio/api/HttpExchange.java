package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.PageParser.ApiError;
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
import org.jspecify.annotations.Nullable;

/** One request and its answer: sends it with the credential, and turns whatever goes wrong into a fault with a message. */
final class HttpExchange {

    /** A good answer while its body is being read. */
    record Answer(InputStream body, Instant readAt, Optional<String> requestId) {}

    /** Reads the body of a good answer. */
    interface BodyReader<T> {
        T read(Answer answer) throws IOException;
    }

    private static final String REQUEST_ID = "twilio-request-id";
    private static final long MAX_ERROR_BYTES = 64L << 10;
    private static final int MAX_QUOTE = 500;

    private final OkHttpClient http;
    private final BasicCredential credential;
    private final String userAgent;
    private final long maxResponseBytes;

    HttpExchange(OkHttpClient http, ApiSettings settings) {
        this.http = http;
        this.credential = settings.credential();
        this.userAgent = settings.userAgent();
        this.maxResponseBytes = settings.maxResponseBytes();
    }

    /** Gets a URL; completes with what the reader makes of the body, or with a {@link TwilioApiException}. */
    <T> CompletableFuture<T> get(String accountSid, HttpUrl url, int attempt, BodyReader<T> reader) {
        CompletableFuture<T> result = new CompletableFuture<>();
        long sent = System.nanoTime();
        Request request = new Request.Builder()
                .url(url)
                .header("Authorization", credential.header())
                .header("Accept", "application/json")
                .header("User-Agent", userAgent)
                .build();
        Place place = new Place(accountSid, url, attempt);
        http.newCall(request).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                try (AccountContext context = AccountContext.of(accountSid)) {
                    result.completeExceptionally(place.fault(
                            faultOf(e), "no answer came (" + describe(e) + ")", Optional.empty(), Optional.empty(), e));
                }
            }

            @Override
            public void onResponse(Call call, Response response) {
                // around all that follows from the answer, be it good or not
                try (AccountContext context = AccountContext.of(accountSid)) {
                    try (response) {
                        result.complete(read(place, response, Duration.ofNanos(System.nanoTime() - sent), reader));
                    } catch (RuntimeException | Error e) {
                        result.completeExceptionally(e);
                    }
                }
            }
        });
        return result;
    }

    private <T> T read(Place place, Response response, Duration took, BodyReader<T> reader) {
        Optional<String> requestId = Optional.ofNullable(response.header(REQUEST_ID));
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
        BoundedStream body = new BoundedStream(response.body().byteStream(), maxResponseBytes);
        try {
            return reader.read(new Answer(body, readAt, requestId));
        } catch (MalformedPageException e) {
            Fault fault = e.isFatal() ? Fault.UNUSABLE : Fault.GARBLED;
            throw place.fault(fault, "the answer cannot be used: " + e.getMessage(), requestId, Optional.empty(), e);
        } catch (BoundedStream.TooLongException e) {
            throw place.fault(
                    Fault.OVERSIZED,
                    "the answer is longer than " + maxResponseBytes + " bytes",
                    requestId,
                    Optional.empty(),
                    e);
        } catch (IOException e) {
            throw place.fault(
                    Fault.NETWORK, "the answer broke off (" + describe(e) + ")", requestId, Optional.empty(), e);
        }
    }

    private static TwilioApiException notOk(Place place, Response response, Optional<String> requestId) {
        ApiError error = PageParser.error(new BoundedStream(response.body().byteStream(), MAX_ERROR_BYTES));
        Fault fault = ErrorClassifier.classify(response.code(), error.code());
        String said = error.code().map(code -> ", code " + code).orElse("")
                + error.message().map(message -> ": " + oneLine(message)).orElse("");
        Optional<Duration> retryAfter = RetryAfter.of(response.headers());
        String asks = retryAfter
                .map(wait -> ", and asks to wait for " + wait.toSeconds() + " s")
                .orElse("");
        return place.fault(fault, "Twilio answered " + response.code() + said + asks, requestId, retryAfter, null);
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

    private static String describe(IOException e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + oneLine(e.getMessage()));
    }

    /** What others wrote, fit for a log: on one line, and not too long for a reader. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= MAX_QUOTE ? line : line.substring(0, MAX_QUOTE) + "...";
    }

    /** Where something went wrong, for the reader of a message. URLs here hold no secret. */
    private record Place(String accountSid, HttpUrl url, int attempt) {

        TwilioApiException fault(Fault fault, String what, Optional<String> requestId) {
            return fault(fault, what, requestId, Optional.empty(), null);
        }

        TwilioApiException fault(
                Fault fault,
                String what,
                Optional<String> requestId,
                Optional<Duration> retryAfter,
                @Nullable Throwable cause) {
            String message = "Account " + accountSid + ": " + what + ". Asked for " + url + ", attempt " + attempt
                    + requestId.map(id -> ", request " + id).orElse("") + ". " + fault.remedy();
            return new TwilioApiException(fault, what, message, retryAfter, cause);
        }
    }
}
