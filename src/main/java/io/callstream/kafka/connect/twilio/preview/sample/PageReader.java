package io.callstream.kafka.connect.twilio.preview.sample;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.util.concurrent.CompletableFuture;

/** Reads pages, and fails on any other reply. */
final class PageReader {

    private final CallsApi api;

    PageReader(CallsApi api) {
        this.api = api;
    }

    /** Completes with the page, or fails with a {@link SampleException} or the API client's exception. */
    CompletableFuture<CallsPage> read(CallsRequest request) {
        return api.send(request, Priority.BACKFILL).thenApply(PageReader::page);
    }

    private static CallsPage page(CallsReply reply) {
        if (reply instanceof CallsReply.Page found) {
            return found.page();
        }
        throw new SampleException("Twilio rejected a page cursor that it had just returned. Run the preview again.");
    }
}
