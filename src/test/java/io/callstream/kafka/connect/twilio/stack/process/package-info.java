/**
 * The stack as processes of this machine on free ports, and what it takes to start, watch and kill them. No containers.
 */
package io.callstream.kafka.connect.twilio.stack.process;
