package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.window.WindowId;

/**
 * A page that could not be read although other requests of the account succeeded meanwhile. A restart resumes at the same page,
 * so the failure names the offset that leads past it.
 */
final class UnreadablePage {

    private UnreadablePage() {}

    /** Adds the window and the way out to a failure that may be of the page. */
    static Throwable explain(String accountSid, Read read, Throwable cause) {
        boolean isPage = !(read.request() instanceof CallsRequest.OneCall);
        return isPage
                        && cause instanceof TwilioApiException known
                        && known.fault().mayBeOfThePage()
                ? known.with(wayOut(accountSid, read.windowId()))
                : cause;
    }

    private static String wayOut(String accountSid, WindowId window) {
        String change = window.isBackfill() ? "reset" : "remove page_uri and the keys sweep_* from";
        return " Other requests of the account succeeded meanwhile, so this page of " + window.name()
                + " may be at fault. If it fails again after a restart, stop the connector, " + change
                + " the offset of {\"account_sid\": \"" + accountSid + "\", \"window\": \"" + window.name()
                + "\"}, change page.size, and resume: see 'A page that always fails' in docs/troubleshooting.md.";
    }
}
