/**
 * A simulated Twilio API: accounts whose calls are created, ring, are answered, end, get a price and are deleted, behind
 * the REST resources that the connector reads. Faults are injected on demand.
 *
 * <p>From the inside out: {@code World} (pure, on a clock that is passed in), {@code CallsList} (one page of a list, as
 * the API returns it), {@code TwilioApi} (paths, parameters, errors), {@code TwilioSimulator} (an HTTP server with
 * faults on demand).
 */
@NullMarked
package io.callstream.kafka.connect.twilio.simulator;

import org.jspecify.annotations.NullMarked;
