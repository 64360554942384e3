/** Ways to write the sync wrong: each is compiled and run, and some history must break a promise. */
@NullMarked
package io.callstream.kafka.connect.twilio.history.mutation;

import org.jspecify.annotations.NullMarked;
