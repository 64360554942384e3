package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Where something went wrong, for the reader of a message.
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
        String message = "Account " + accountSid + ": " + what + ". Asked for " + url + ", attempt " + attempt
                + requestId.map(id -> ", request " + id).orElse("") + ". " + fault.remedy();
        return new TwilioApiException(fault, what, message, retryAfter, cause);
    }

    /** Of an answer whose bytes could not be had, all of them. */
    TwilioApiException unreadable(IOException cause, Optional<String> requestId) {
        return cause instanceof BoundedStream.TooLongException tooLong
                ? fault(
                        Fault.OVERSIZED,
                        "the answer is longer than " + tooLong.max() + " bytes",
                        requestId,
                        Optional.empty(),
                        cause)
                : fault(
                        Fault.NETWORK,
                        "the answer broke off (" + Excerpt.of(cause) + ")",
                        requestId,
                        Optional.empty(),
                        cause);
    }
}
