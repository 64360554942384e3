package io.callstream.kafka.connect.twilio.simulator.world;

import java.util.Optional;

/**
 * The fields of a row that do not change with the call's state.
 *
 * @param phoneNumberSid an empty string where the API writes one instead of null
 * @param answeredBy shown once the call was answered
 * @param queueTime milliseconds
 */
public record CallDetails(
        Optional<String> phoneNumberSid,
        Optional<String> forwardedFrom,
        Optional<String> callerName,
        Optional<String> answeredBy,
        Optional<String> groupSid,
        Optional<String> annotation,
        long queueTime) {

    /** Only the fields that every call has. */
    public static final CallDetails PLAIN = new CallDetails(
            Optional.of(""),
            Optional.empty(),
            Optional.of(""),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0);
}
