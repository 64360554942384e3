package io.callstream.kafka.connect.twilio.call;

/** One request for calls of an account. */
public sealed interface CallsRequest {

    /**
     * The first page of a list.
     *
     * @param pageSize rows wanted, 1 to 1000; the API client may request fewer when large pages fail
     */
    record FirstPage(CallFilter filter, int pageSize) implements CallsRequest {}

    /**
     * The page at a cursor.
     *
     * @param pageSize rows wanted, 1 to 1000; the API client may request fewer when large pages fail
     */
    record NextPage(PageCursor cursor, int pageSize) implements CallsRequest {}

    /** One call by its SID; the reply is a page of one row. */
    record OneCall(String callSid) implements CallsRequest {}
}
