/**
 * The whole way of a backfill, measured: a simulated Twilio, a Connect worker, a broker and a schema registry, each a
 * process of its own. Beside the connector, in the same minutes, runs what it can at best reach (the {@code ceiling}: its
 * own records out of memory) and what one would write without it (the {@code sdk_loop}).
 */
package io.callstream.kafka.connect.twilio.benchmark.endtoend;
