/**
 * What following an account costs, and how soon a change is seen: the real sync, on a virtual clock, against an account
 * of millions of calls that nobody keeps in memory.
 */
package io.callstream.kafka.connect.twilio.benchmark.following;
