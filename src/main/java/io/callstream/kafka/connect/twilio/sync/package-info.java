/**
 * The sync algorithm: which rows are news, and what to ask the API for next.
 *
 * <p>Pure: state and pages go in, decisions come out. No I/O, no threads, no wall clock, no Kafka type; imports only the
 * JDK, a primitive-collection library and {@link io.callstream.kafka.connect.twilio.sync.model its own model}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.sync;

import org.jspecify.annotations.NullMarked;
