/** A real Kafka broker, schema registry and Connect workers: processes of this machine, or containers. */
@NullMarked
package io.callstream.kafka.connect.twilio.stack;

import org.jspecify.annotations.NullMarked;
