package io.callstream.kafka.connect.twilio.benchmark.following;

import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.call.CallsReply;

/** An answer on its way, and when it comes. */
record Answer(long at, Read read, CallsReply reply) {}
