package io.callstream.kafka.connect.twilio.call;

/** One request for calls of an account. */
public sealed interface CallsRequest {

    /** The most rows that the response may hold. */
    int maxRows();

    /**
     * The first page of a list.
     *
     * @param pageSize rows wanted, 1 to 1000; the API client may request fewer when large pages fail
     */
    record FirstPage(CallFilter filter, int pageSize) implements CallsRequest {
        @Override
        public int maxRows() {
            return pageSize;
        }
    }

    /**
     * The page at a cursor.
     *
     * @param pageSize rows wanted, 1 to 1000; the API client may request fewer when large pages fail
     */
    record NextPage(PageCursor cursor, int pageSize) implements CallsRequest {
        @Override
        public int maxRows() {
            return pageSize;
        }
    }

    /** One call by its SID; the reply is a page of one row. */
    record OneCall(String callSid) implements CallsRequest {
        @Override
        public int maxRows() {
            return 1;
        }
    }
}
