package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The request that a failure belongs to, for the message.
 *
 * @param url holds no secret
 * @param attempt from 1
 */
record RequestContext(String accountSid, HttpUrl url, int attempt) {

    TwilioApiException fault(Fault fault, String what, Optional<String> requestId) {
        return fault(fault, what, requestId, Optional.empty(), null);
    }

    TwilioApiException fault(
            Fault fault,
            String what,
            Optional<String> requestId,
            Optional<Duration> retryAfter,
            @Nullable Throwable cause) {
        String message = "Account " + accountSid + ": " + what + ". Requested " + PrivateUrl.of(url) + ", attempt "
                + attempt + requestId.map(id -> ", request " + id).orElse("") + ". " + fault.remedy(asked());
        return new TwilioApiException(fault, what, message, retryAfter, cause);
    }

    private Fault.Asked asked() {
        String path = url.encodedPath();
        if (path.endsWith("/Calls.json")) {
            return Fault.Asked.CALLS;
        }
        if (path.contains("/Calls/")) {
            return Fault.Asked.CALL;
        }
        return path.endsWith("/Accounts.json") ? Fault.Asked.ACCOUNTS : Fault.Asked.ACCOUNT;
    }

    /** The failure of a request without a response. */
    TwilioApiException noResponse(Fault fault, IOException cause) {
        String what = cause instanceof InterruptedIOException ? "the request timed out" : "the request failed";
        return fault(fault, what + " (" + Excerpt.of(cause) + ")", Optional.empty(), Optional.empty(), cause);
    }

    /** The failure of a response that could not be read to its end. */
    TwilioApiException unreadable(IOException cause, Optional<String> requestId) {
        if (cause instanceof BoundedStream.TooLongException tooLong) {
            String what = "the response is longer than " + tooLong.max() + " bytes";
            return fault(Fault.OVERSIZED, what, requestId, Optional.empty(), cause);
        }
        String what = cause instanceof InterruptedIOException ? "the response timed out" : "the response broke off";
        return fault(Fault.NETWORK, what + " (" + Excerpt.of(cause) + ")", requestId, Optional.empty(), cause);
    }
}
