/**
 * The vocabulary that the other packages speak to {@code sync} in: a call, a page of calls, a request for one, and
 * the state of a window.
 *
 * <p>Immutable values only. Depends on nothing but the JDK, so that every other package may depend on it.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.sync.model;

import org.jspecify.annotations.NullMarked;
