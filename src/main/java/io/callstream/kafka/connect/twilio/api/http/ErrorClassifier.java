package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.Fault;
import java.util.Optional;

/** Maps a status and Twilio's own error code to a fault. */
final class ErrorClassifier {

    private static final String TOO_MANY_FAILING_REQUESTS = "70005";
    private static final String TOO_MANY_REQUESTS = "20429";
    private static final String ACCOUNT_NOT_ACTIVE = "20005";

    private ErrorClassifier() {}

    static Fault classify(int status, Optional<String> code) {
        if (code.filter(TOO_MANY_FAILING_REQUESTS::equals).isPresent()) {
            return Fault.TOO_MANY_FAILURES;
        }
        if (code.filter(TOO_MANY_REQUESTS::equals).isPresent()) {
            return Fault.THROTTLED;
        }
        if (code.filter(ACCOUNT_NOT_ACTIVE::equals).isPresent()) {
            return Fault.FORBIDDEN;
        }
        return switch (status) {
            case 400 -> Fault.BAD_REQUEST;
            case 401 -> Fault.UNAUTHORIZED;
            case 403 -> Fault.FORBIDDEN;
            case 404, 410 -> Fault.NOT_FOUND;
            case 407 -> Fault.PROXY_REFUSED;
            case 408 -> Fault.NETWORK;
            case 429 -> Fault.THROTTLED;
            default -> {
                if (status >= 500) {
                    yield Fault.SERVER_ERROR;
                }
                yield status >= 300 && status < 400 ? Fault.REDIRECTED : Fault.UNEXPECTED;
            }
        };
    }
}
