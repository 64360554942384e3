/** A consumer of the calls' topic, to start one's own from. Knows the topic and the schema, and nothing of the connector. */
@NullMarked
package io.callstream.kafka.connect.twilio.example;

import org.jspecify.annotations.NullMarked;
