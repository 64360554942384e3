/**
 * The simulated account: a formula gives every call and its state at any second, so that millions of calls need no
 * memory. Knows nothing of who follows it.
 */
package io.callstream.kafka.connect.twilio.benchmark.following.account;
