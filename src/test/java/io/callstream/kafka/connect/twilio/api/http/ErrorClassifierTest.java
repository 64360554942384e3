package io.callstream.kafka.connect.twilio.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.json.PageParser.ApiError;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorClassifierTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # status, Twilio's code, meaning; without a code Twilio's error has only a message
                    429, 20429, THROTTLED
                    429,      , THROTTLED
                    503, 20429, THROTTLED
                    401, 20003, UNAUTHORIZED
                    401,      , UNAUTHORIZED
                    403, 20003, FORBIDDEN
                    403,      , FORBIDDEN
                    403, 20005, FORBIDDEN
                    401, 20005, FORBIDDEN
                    404, 20404, NOT_FOUND
                    404,      , NOT_FOUND
                    410,      , NOT_FOUND
                    400, 20001, BAD_REQUEST
                    400,      , BAD_REQUEST
                    400, 70005, TOO_MANY_FAILURES
                    429, 70005, TOO_MANY_FAILURES
                    500, 20500, SERVER_ERROR
                    500,      , SERVER_ERROR
                    502,      , SERVER_ERROR
                    503, 20503, SERVER_ERROR
                    504,      , SERVER_ERROR
                    599,      , SERVER_ERROR
                    408,      , NETWORK
                    407,      , PROXY_REFUSED
                    301,      , REDIRECTED
                    302,      , REDIRECTED
                    307,      , REDIRECTED
                    308,      , REDIRECTED
                    204,      , UNEXPECTED
                    405,      , UNEXPECTED
                    418, 99999, UNEXPECTED
                    """)
    void classifiesStatusAndCode(int status, String code, Fault expected) {
        assertThat(ErrorClassifier.classify(status, Optional.of(new ApiError(Optional.ofNullable(code), "No"))))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    # status, meaning without Twilio's error in the body
                    400, GARBLED
                    401, GARBLED
                    403, GARBLED
                    404, GARBLED
                    405, GARBLED
                    410, GARBLED
                    421, GARBLED
                    425, GARBLED
                    407, PROXY_REFUSED
                    408, NETWORK
                    429, THROTTLED
                    502, SERVER_ERROR
                    504, SERVER_ERROR
                    204, UNEXPECTED
                    206, UNEXPECTED
                    302, REDIRECTED
                    304, REDIRECTED
                    """)
    void takesNoStatusForTwiliosWord(int status, Fault expected) {
        assertThat(ErrorClassifier.classify(status, Optional.empty())).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"THROTTLED", "TOO_MANY_FAILURES", "SERVER_ERROR", "UNREACHABLE", "NETWORK", "GARBLED"})
    void retriesTransientFaultsWithoutLimit(Fault fault) {
        assertThat(fault.isRetried(1)).isTrue();
        assertThat(fault.isRetried(1_000_000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNAUTHORIZED", "FORBIDDEN", "REDIRECTED", "UNEXPECTED"})
    void triesWhatMayBeSporadicThreeTimes(Fault fault) {
        assertThat(fault.isRetried(2)).isTrue();
        assertThat(fault.isRetried(3)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOT_FOUND", "BAD_REQUEST", "UNUSABLE", "OVERSIZED"})
    void doesNotRetryLastingFaults(Fault fault) {
        assertThat(fault.isRetried(1)).isFalse();
    }
}
