package io.callstream.kafka.connect.twilio.config;

/** What to do with a row that has no SID. */
public enum MalformedRowMode {
    /** The task fails. */
    FAIL,
    /** The row is skipped, counted and logged. */
    SKIP
}
