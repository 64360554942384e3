package io.callstream.kafka.connect.twilio.config;

/** The format of {@code price}. */
public enum DecimalHandlingMode {
    /** Connect's Decimal with scale 8. */
    PRECISE,
    /** A string. */
    STRING,
    /** A floating-point number. */
    DOUBLE
}
