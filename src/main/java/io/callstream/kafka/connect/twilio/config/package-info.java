/**
 * The connector's configuration: the {@code ConfigDef}, its validation, and typed getters.
 *
 * <p>Knows the public keys but not their use: it depends neither on HTTP nor on the sync, and of the connector's other
 * packages only on {@code window}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.config;

import org.jspecify.annotations.NullMarked;
