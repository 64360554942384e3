package io.callstream.kafka.connect.twilio.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One page of the Calls list.
 *
 * @param calls the rows in the order of the response
 * @param next cursor of the next page; empty on the last one
 * @param readAt the server's time of the request: the {@code Date} header less the time until the response, so never later
 *     than the moment at which the rows were read
 * @param requestId Twilio's id of the request, for logs; empty if the response had none
 * @param skippedRows rows skipped because they had no SID; 0 unless configured to skip such rows
 */
public record CallsPage(
        List<Call> calls, Optional<PageCursor> next, Instant readAt, Optional<String> requestId, int skippedRows) {}
