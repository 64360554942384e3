/**
 * Integration tests of where and how the connector runs: clusters, containers, converters, versions, installation.
 * Helpers that unit tests also use belong in {@code stack}.
 */
package io.callstream.kafka.connect.twilio.it.platform;
