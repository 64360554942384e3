package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.json.PageParser.ApiError;
import java.util.Optional;

/**
 * Maps an error response to a fault.
 *
 * <p>A status alone is not Twilio's word: gateways, proxies and load balancers return 400, 401, 403 and 404 for reasons of
 * their own. Only with Twilio's error in its body does such a response say something about an account, a call or a cursor.
 */
final class ErrorClassifier {

    private static final String TOO_MANY_FAILING_REQUESTS = "70005";
    private static final String TOO_MANY_REQUESTS = "20429";
    private static final String ACCOUNT_NOT_ACTIVE = "20005";

    private ErrorClassifier() {}

    /**
     * @param error Twilio's error; empty if the body has none
     */
    static Fault classify(int status, Optional<ApiError> error) {
        return error.flatMap(ApiError::code)
                .flatMap(ErrorClassifier::byCode)
                .orElseGet(() -> byStatus(status, error.isPresent()));
    }

    private static Optional<Fault> byCode(String code) {
        return switch (code) {
            case TOO_MANY_FAILING_REQUESTS -> Optional.of(Fault.TOO_MANY_FAILURES);
            case TOO_MANY_REQUESTS -> Optional.of(Fault.THROTTLED);
            case ACCOUNT_NOT_ACTIVE -> Optional.of(Fault.FORBIDDEN);
            default -> Optional.empty();
        };
    }

    private static Fault byStatus(int status, boolean isTwilios) {
        return switch (status) {
            case 407 -> Fault.PROXY_REFUSED;
            case 408 -> Fault.NETWORK;
            case 429 -> Fault.THROTTLED;
            case 400 -> isTwilios ? Fault.BAD_REQUEST : Fault.GARBLED;
            case 401 -> isTwilios ? Fault.UNAUTHORIZED : Fault.GARBLED;
            case 403 -> isTwilios ? Fault.FORBIDDEN : Fault.GARBLED;
            case 404, 410 -> isTwilios ? Fault.NOT_FOUND : Fault.GARBLED;
            default -> {
                if (status >= 500) {
                    yield Fault.SERVER_ERROR;
                }
                if (status >= 400 && !isTwilios) {
                    yield Fault.GARBLED;
                }
                yield status >= 300 && status < 400 ? Fault.REDIRECTED : Fault.UNEXPECTED;
            }
        };
    }
}
