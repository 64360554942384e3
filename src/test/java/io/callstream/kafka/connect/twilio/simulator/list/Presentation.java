package io.callstream.kafka.connect.twilio.simulator.list;

/** How a host of the API writes a row: what it says of the call is the same, and all else differs. */
public enum Presentation {
    /** As in live captures. */
    USUAL,
    /**
     * As a host of another version may: other paths and subresources, nothing formatted, a key that only this host knows,
     * prices with one digit more, a zero where others write nothing and nothing where they write a zero.
     */
    OTHER_HOST
}
