package io.callstream.kafka.connect.twilio.record;

import java.util.Map;
import java.util.Optional;

/**
 * The origin and the destination of a page's records.
 *
 * @param topic destination
 * @param sourcePartition the window that they belong to
 * @param read {@code backfill} or {@code rolling}
 * @param requestId Twilio's id of the request that read them
 */
public record Origin(String topic, Map<String, String> sourcePartition, String read, Optional<String> requestId) {}
