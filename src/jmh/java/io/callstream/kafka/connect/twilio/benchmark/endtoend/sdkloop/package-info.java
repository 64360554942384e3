/** The alternative without a connector: Twilio's client, a loop and a producer. It uses no code of the connector. */
package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;
