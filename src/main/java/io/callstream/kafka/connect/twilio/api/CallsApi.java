package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.util.concurrent.CompletableFuture;

/** Reads one account. Futures complete on any thread, possibly before they are returned. */
public interface CallsApi {

    /** Reads the facts about the account; without its age if the credential cannot read that. */
    CompletableFuture<AccountFacts> readFacts();

    /**
     * Requests calls.
     *
     * @return completes with the reply, with a {@link TwilioApiException} once retries are exhausted or cannot help, or with a
     *     {@link java.util.concurrent.CancellationException} when the {@link TwilioClient} is closed first
     */
    CompletableFuture<CallsReply> send(CallsRequest request, Priority priority);
}
