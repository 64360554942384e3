package io.callstream.kafka.connect.twilio.preview.report;

/**
 * An account that cannot be read.
 *
 * @param reason why, as a sentence
 */
public record UnreadAccount(String sid, String reason) {}
