package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.util.concurrent.CompletableFuture;

/** Reads pages, where any other answer is a failure. */
final class PageReader {

    private final CallsApi api;

    PageReader(CallsApi api) {
        this.api = api;
    }

    /** Completes with the page, with a {@link SampleException} for any other answer, or as the API client does. */
    CompletableFuture<CallsPage> read(CallsRequest request) {
        return api.send(request, Priority.BACKFILL).thenApply(PageReader::page);
    }

    private static CallsPage page(CallsReply reply) {
        if (reply instanceof CallsReply.Page answer) {
            return answer.page();
        }
        throw new SampleException("Twilio gave out a page cursor and then refused it. Try again.");
    }
}
