package io.callstream.kafka.connect.twilio.history.promise;

/**
 * The requests of a history.
 *
 * @param slowestMillis the longest that any response has taken
 */
public record Requests(int all, int ofFirstLife, long slowestMillis) {}
