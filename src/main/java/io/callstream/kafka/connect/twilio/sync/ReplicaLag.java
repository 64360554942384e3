package io.callstream.kafka.connect.twilio.sync;

import java.time.Duration;
import java.time.Instant;

/**
 * How far the replica that serves a read may lag: reads of the Twilio API are eventually consistent, and Twilio does not
 * publish a bound.
 */
public final class ReplicaLag {

    /** A change this old is in every response. Replicas have been seen seconds behind; this is a safe multiple of that. */
    public static final Duration MAX = Duration.ofSeconds(60);

    private ReplicaLag() {}

    /** The moment up to which a read shows every change, given the server's time when it was made. */
    public static Instant settledAt(Instant readAt) {
        return readAt.minus(MAX);
    }
}
