/** The demo: the whole pipeline on this machine, and a view of the records that arrive. Nothing depends on it. */
@NullMarked
package io.callstream.kafka.connect.twilio.demo;

import org.jspecify.annotations.NullMarked;
