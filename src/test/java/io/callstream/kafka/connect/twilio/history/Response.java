package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.sync.Read;

/**
 * The API's response to a read.
 *
 * @param at when it arrives, in milliseconds since 1970
 */
record Response(long at, Read read, CallsReply reply) {}
