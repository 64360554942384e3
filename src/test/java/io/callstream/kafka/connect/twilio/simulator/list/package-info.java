/** The Calls list over a {@code World}: filters, order, page tokens and JSON. Pure: no HTTP and no faults. */
package io.callstream.kafka.connect.twilio.simulator.list;
