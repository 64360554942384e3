/** What runs in the worker in the connector's place: the connector's own records, without the reading of them. */
package io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling;
