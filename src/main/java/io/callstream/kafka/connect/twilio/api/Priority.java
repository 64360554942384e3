package io.callstream.kafka.connect.twilio.api;

/** Who goes first when requests wait: what changes now goes before the past. */
public enum Priority {
    ROLLING,
    BACKFILL
}
