/**
 * The benchmark of a whole backfill: a simulated Twilio, a Connect worker, a broker and a schema registry, each a process of
 * its own. In turns with the connector run an upper bound (the {@code ceiling}: the connector's own records from memory)
 * and the alternative without a connector (the {@code sdk_loop}).
 */
package io.callstream.kafka.connect.twilio.benchmark.endtoend;
