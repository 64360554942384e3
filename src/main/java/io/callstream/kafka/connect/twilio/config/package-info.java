/**
 * What a user may configure: the {@code ConfigDef}, its validators and recommenders, and typed getters.
 *
 * <p>Knows the public keys and nothing of how they are used: no HTTP, no sync, no other package of the connector.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.config;

import org.jspecify.annotations.NullMarked;
