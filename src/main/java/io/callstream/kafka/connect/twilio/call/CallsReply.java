package io.callstream.kafka.connect.twilio.call;

/**
 * What became of a {@link CallsRequest}, as far as the sync has to know: transient failures have been retried before,
 * fatal ones end the task.
 */
public sealed interface CallsReply {

    /** The rows asked for. */
    record Page(CallsPage page) implements CallsReply {}

    /**
     * The API refused the cursor of a {@link CallsRequest.NextPage}: the list must be read again from its first page.
     *
     * @param reason the API's own words
     */
    record CursorRefused(String reason) implements CallsReply {}

    /** There is no such call (any more): the answer to a {@link CallsRequest.OneCall}. */
    record NoSuchCall() implements CallsReply {}
}
