/**
 * The front of the sync algorithm: {@link io.callstream.kafka.connect.twilio.sync.AccountSync} decides what to request
 * from the API and which rows of the responses are changes.
 *
 * <p>Pure: state and pages go in, decisions come out. No I/O, no threads, no wall clock, no Kafka type. The sub-packages
 * hold its parts and are closed to every other package.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.sync;

import org.jspecify.annotations.NullMarked;
