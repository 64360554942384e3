package io.callstream.kafka.connect.twilio.simulator;

import java.time.Duration;

/** Something that goes wrong with a request. */
public sealed interface Fault {

    /** An error of the API's own. */
    record Error(int status, int code) implements Fault {}

    /** An error that says when to come back. */
    record RetryAfter(int status, int code, int seconds) implements Fault {}

    /** No answer, and a connection that stays open. */
    record Silence() implements Fault {}

    /** The connection is closed before an answer. */
    record Reset() implements Fault {}

    /** The answer breaks off in the middle. */
    record CutBody() implements Fault {}

    /** An answer of a while ago. */
    record StaleRead(Duration age) implements Fault {}

    /** A page of calls that lack what names them. */
    record NoSids() implements Fault {}

    /** A redirect. */
    record Redirect(String location) implements Fault {}

    /** A page that says that its next page is elsewhere. */
    record NextPageElsewhere(String url) implements Fault {}

    /** A page of HTML, as gateways send it. */
    record Html(int status) implements Fault {}
}
