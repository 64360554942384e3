/**
 * Clients of a running stack: Connect, registry, topics and simulator, over the network. They neither start nor stop
 * anything.
 */
package io.callstream.kafka.connect.twilio.stack.client;
