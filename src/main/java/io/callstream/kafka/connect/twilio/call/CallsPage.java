package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One answer of the Calls list.
 *
 * @param calls the rows in the order of the answer
 * @param next where the list goes on; empty on its last page
 * @param readAt the server's time when it was asked: its {@code Date} header less the time the answer took, so never
 *     later than the moment at which the rows were read
 * @param requestId Twilio's id of the request, for the reader of a log; empty if the answer had none
 * @param skippedRows rows left out because they had no SID; 0 unless configured to skip such rows
 */
public record CallsPage(
        List<Call> calls, Optional<PageCursor> next, Instant readAt, Optional<String> requestId, int skippedRows) {}
