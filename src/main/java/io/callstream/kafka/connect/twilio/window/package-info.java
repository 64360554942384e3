/**
 * What the connector remembers and intends: windows, their stored state, and the settings that shape them.
 *
 * <p>Values only, which {@code sync} computes and {@code offset}, {@code config} and {@code metrics} carry. Imports {@code
 * call} and the JDK.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.window;

import org.jspecify.annotations.NullMarked;
