package io.callstream.kafka.connect.twilio.history.promise;

/**
 * The requests of a history.
 *
 * @param openListsOfFirstLife those of them that were for pages of the lists of open calls
 * @param slowestMillis the longest that any response has taken
 */
public record Requests(int all, int ofFirstLife, int openListsOfFirstLife, long slowestMillis) {}
