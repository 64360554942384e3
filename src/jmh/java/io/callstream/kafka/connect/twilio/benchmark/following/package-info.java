/**
 * The cost of following an account, and the delay of its changes: the real sync, on a virtual clock, with an account of
 * millions of calls that are computed, not stored.
 */
package io.callstream.kafka.connect.twilio.benchmark.following;
