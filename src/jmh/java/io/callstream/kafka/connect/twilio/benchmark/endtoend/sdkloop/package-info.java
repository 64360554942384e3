/** What one would write where there is no connector: Twilio's client, a loop, a producer. */
package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;
