/** The embedded run: the whole pipeline on this machine, and a view of what arrives. */
@NullMarked
package io.callstream.kafka.connect.twilio.demo;

import org.jspecify.annotations.NullMarked;
