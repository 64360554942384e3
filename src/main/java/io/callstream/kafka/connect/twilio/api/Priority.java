package io.callstream.kafka.connect.twilio.api;

/** The order of queued requests: current changes before the backfill. */
public enum Priority {
    ROLLING,
    BACKFILL
}
