package io.callstream.kafka.connect.twilio.simulator.list;

/** How a host of the API writes a row. */
public enum Presentation {
    /** As in live captures. */
    USUAL,
    /**
     * As a host of another version may: other paths and subresources, nothing formatted, a key that only this host knows,
     * prices with one digit more, a zero where others write nothing and nothing where they write a zero.
     */
    OTHER_HOST,
    /** As rows of 2010 were: without {@code price_unit}, which belongs to a call's state. So such hosts and others disagree. */
    OLD_HOST
}
