/** What a key is defined with: the builder of its {@code ConfigDef} entry, the validators of its value, and recommenders. */
@NullMarked
package io.callstream.kafka.connect.twilio.config.definition;

import org.jspecify.annotations.NullMarked;
