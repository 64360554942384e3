/** A connector that returns the real connector's records from memory, as an upper bound. It sends no requests while it runs. */
package io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling;
