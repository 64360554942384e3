/** A real Kafka broker, schema registry and Connect worker, each a process of its own on free ports. */
@NullMarked
package io.callstream.kafka.connect.twilio.stack;

import org.jspecify.annotations.NullMarked;
