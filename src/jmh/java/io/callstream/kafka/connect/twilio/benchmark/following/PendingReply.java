package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.call.CallsReply;

/** A reply that has not arrived yet, and the time of its arrival. */
record PendingReply(long at, Read read, CallsReply reply) {}
