/** How a history is drawn: a seed sets the knobs, and a failing plan is simplified. */
@NullMarked
package io.callstream.kafka.connect.twilio.history.plan;

import org.jspecify.annotations.NullMarked;
