package io.callstream.kafka.connect.twilio.config;

/** How {@code price} is written. */
public enum DecimalHandlingMode {
    /** A Decimal with eight digits behind the point. */
    PRECISE,
    /** A text. */
    STRING,
    /** A floating-point number. */
    DOUBLE
}
