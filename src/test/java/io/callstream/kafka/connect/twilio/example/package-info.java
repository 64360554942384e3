/** An example of a consumer of the calls' topic. It depends on the topic and the schema only, not on the connector. */
@NullMarked
package io.callstream.kafka.connect.twilio.example;

import org.jspecify.annotations.NullMarked;
