package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.util.concurrent.CompletableFuture;

/** What can be asked about one account. Answers come on any thread, and may be there before the asker looks. */
public interface CallsApi {

    /** What the API says of the account; without its age where the credential may not read that. */
    CompletableFuture<AccountFacts> readFacts();

    /**
     * Asks for calls.
     *
     * @return completes with the answer, with a {@link TwilioApiException} once retrying is over or pointless, or with a
     *     {@link java.util.concurrent.CancellationException} when the {@link TwilioClient} is closed first
     */
    CompletableFuture<CallsReply> send(CallsRequest request, Priority priority);
}
