package io.callstream.kafka.connect.twilio.call;

/**
 * The outcome of a {@link CallsRequest}, as far as it concerns the sync: transient failures have been retried before, fatal
 * ones end the task.
 */
public sealed interface CallsReply {

    /** The requested rows. */
    record Page(CallsPage page) implements CallsReply {}

    /**
     * The API rejected the cursor of a {@link CallsRequest.NextPage}: the list must be read again from its first page.
     *
     * @param reason the API's own message
     */
    record CursorRejected(String reason) implements CallsReply {}

    /** The call of a {@link CallsRequest.OneCall} does not exist, or no longer. */
    record NoSuchCall() implements CallsReply {}
}
