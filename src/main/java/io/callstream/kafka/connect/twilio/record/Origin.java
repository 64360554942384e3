package io.callstream.kafka.connect.twilio.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The origin and the destination of a page's records.
 *
 * @param topic destination
 * @param sourcePartition the window that they belong to
 * @param read {@code backfill} or {@code rolling}
 * @param requestId Twilio's id of the request that read them
 * @param readAt the server's time of the state that they show
 */
public record Origin(
        String topic, Map<String, String> sourcePartition, String read, Optional<String> requestId, Instant readAt) {}
