/**
 * Integration tests of the whole pipeline, on processes of one Kafka version: loss, duplicates, metrics, secrets.
 * Helpers that unit tests also use belong in {@code stack}.
 */
package io.callstream.kafka.connect.twilio.it.pipeline;
