package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.window.WindowId;

/** A window of the backfill cannot be read to its end. The message says why, and what a person can do. */
public final class StuckWindowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StuckWindowException(WindowId window, int refusals, int pages, String reason) {
        super("Twilio refused page cursors of " + window.name() + " " + refusals + " times in a row, and none of these"
                + " times was it read beyond its page " + pages + ": each time those pages would be emitted again. The"
                + " latest refusal: " + reason
                + ". What was emitted is in the topic, and a restart goes on at the stored"
                + " cursor. A larger page.size needs fewer cursors; if that does not help, look whether something between"
                + " the worker and Twilio changes URLs, and ask Twilio's support.");
    }
}
