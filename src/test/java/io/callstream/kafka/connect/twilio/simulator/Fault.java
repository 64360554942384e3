package io.callstream.kafka.connect.twilio.simulator;

import java.time.Duration;

/** A fault that is injected into a response. */
public sealed interface Fault {

    /** An error response of the API. */
    record Error(int status, int code) implements Fault {}

    /** An error response with a {@code Retry-After} header. */
    record RetryAfter(int status, int code, int seconds) implements Fault {}

    /** No response, on a connection that stays open. */
    record NoResponse() implements Fault {}

    /** A connection that is closed before the response. */
    record Reset() implements Fault {}

    /** A response whose body is truncated. */
    record TruncatedBody() implements Fault {}

    /** A response from a lagging replica: the list as it was some time ago. */
    record StaleRead(Duration age) implements Fault {}

    /** A page of calls without SIDs. */
    record MissingSids() implements Fault {}

    /** A redirect to another URL. */
    record Redirect(String location) implements Fault {}

    /** A page whose {@code next_page_uri} leads to another host. */
    record NextPageOnAnotherHost(String url) implements Fault {}

    /** A response in HTML, as gateways send it. */
    record Html(int status) implements Fault {}
}
