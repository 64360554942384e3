package io.callstream.kafka.connect.twilio.record;

import java.util.Map;
import java.util.Optional;

/**
 * Where the records of a page come from and go to.
 *
 * @param topic the topic that they go to
 * @param sourcePartition the window that they belong to
 * @param read {@code backfill} or {@code rolling}
 * @param requestId Twilio's id of the request that read them
 */
public record Origin(String topic, Map<String, String> sourcePartition, String read, Optional<String> requestId) {}
