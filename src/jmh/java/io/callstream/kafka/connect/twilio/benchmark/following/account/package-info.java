/**
 * The simulated account: a formula gives every call and its state at any second, so that millions of calls need no memory.
 * It does not depend on the sync.
 */
package io.callstream.kafka.connect.twilio.benchmark.following.account;
