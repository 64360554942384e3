package io.callstream.kafka.connect.twilio.config;

/** What to do when one account of several cannot be read. */
public enum AccountErrorMode {
    /** The task fails. */
    FAIL,
    /** The account is skipped and retried later; the other accounts continue. */
    SKIP
}
