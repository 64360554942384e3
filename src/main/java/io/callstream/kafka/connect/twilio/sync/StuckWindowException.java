package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.window.WindowId;

/** A window of the backfill cannot be read to its end. The message says why, and what to do. */
public final class StuckWindowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

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
