/**
 * The simulated accounts, their calls and how these change with time. Pure: no HTTP, no JSON, and the clock is passed
 * in.
 */
package io.callstream.kafka.connect.twilio.simulator.world;
