package io.callstream.kafka.connect.twilio.api;

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
record Place(String accountSid, HttpUrl url, int attempt) {

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

    TwilioApiException tooLong(long maxBytes, Optional<String> requestId, IOException cause) {
        String what = "the answer is longer than " + maxBytes + " bytes";
        return fault(Fault.OVERSIZED, what, requestId, Optional.empty(), cause);
    }

    TwilioApiException brokenOff(Optional<String> requestId, IOException cause) {
        String what = "the answer broke off (" + Quote.of(cause) + ")";
        return fault(Fault.NETWORK, what, requestId, Optional.empty(), cause);
    }
}
