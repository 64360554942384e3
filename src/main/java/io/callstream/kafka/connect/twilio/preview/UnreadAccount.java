package io.callstream.kafka.connect.twilio.preview;

/**
 * An account that would not be read.
 *
 * @param reason what keeps it from being read, as a sentence
 */
record UnreadAccount(String sid, String reason) {}
