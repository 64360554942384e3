package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.window.WindowId;

/** A list cannot be read to its end. The message says why, and what to do. */
public final class StuckWindowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private StuckWindowException(String message) {
        super(message);
    }

    /** The pages of a list lead back to one that was read before, so that reading would never end. */
    public static StuckWindowException ofLoop(String list) {
        return new StuckWindowException(
                "The pages of " + list + " never end: the latest one leads back to a page that was"
                        + " read before. Check whether a proxy or cache between the worker and Twilio returns stale responses, then"
                        + " restart: reading resumes at the stored cursor.");
    }

    public StuckWindowException(WindowId window, int rejections, int pages, String reason) {
        super("Twilio rejected page cursors of " + window.name() + " " + rejections
                + " times in a row, and no retry got"
                + " beyond page " + pages + "; each further retry would emit those pages again. Last rejection: "
                + reason
                + ". The records emitted so far are in the topic, and a restart resumes at the stored cursor. Increase"
                + " page.size, which needs fewer cursors. If that does not help, check whether a proxy between the worker"
                + " and Twilio changes URLs, and contact Twilio support.");
    }
}
