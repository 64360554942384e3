package io.callstream.kafka.connect.twilio.benchmark.following.account;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The API over a {@link FormulaAccount}. Lists are newest first, and show the time of the request. */
public final class FormulaReads {

    private static final String UNFILTERED = "";

    private final FormulaAccount account;
    private final OpenSet open;

    public FormulaReads(FormulaAccount account) {
        this.account = account;
        this.open = new OpenSet(account);
    }

    public CallsReply reply(CallsRequest request, long nowMillis) {
        long second = Math.floorDiv(nowMillis, 1000);
        if (request instanceof CallsRequest.OneCall one) {
            Call row = account.row(CallLife.numberOf(one.callSid()), second);
            return page(List.of(row), Optional.empty(), second);
        }
        if (request instanceof CallsRequest.FirstPage first) {
            String status = first.filter().status().orElse(UNFILTERED);
            return list(status, account.callsAt(second), first.pageSize(), second);
        }
        CallsRequest.NextPage next = (CallsRequest.NextPage) request;
        String[] cursor = next.cursor().uri().split("/", -1);
        return list(cursor[0], Long.parseLong(cursor[1]), next.pageSize(), second);
    }

    /** The page of calls with numbers below a limit. */
    private CallsReply list(String status, long below, int size, long second) {
        return status.equals(UNFILTERED) ? all(below, size, second) : open(status, below, size, second);
    }

    private CallsReply all(long below, int size, long second) {
        long last = Math.max(0, below - size);
        List<Call> rows = new ArrayList<>(size);
        for (long call = below - 1; call >= last; call--) {
            rows.add(account.row(call, second));
        }
        return page(rows, last > 0 ? Optional.of(cursor(UNFILTERED, last)) : Optional.empty(), second);
    }

    private CallsReply open(String status, long below, int size, long second) {
        open.advanceTo(second);
        List<Call> rows = new ArrayList<>();
        for (int i = open.size() - 1; i >= 0; i--) {
            if (open.call(i) >= below) {
                continue;
            }
            CallLife life = account.life(open.call(i));
            int state = life.stateAt(second);
            if (!life.status(state).equals(status)) {
                continue;
            }
            if (rows.size() == size) {
                return page(rows, Optional.of(cursor(status, open.call(i) + 1)), second);
            }
            rows.add(life.row(state));
        }
        return page(rows, Optional.empty(), second);
    }

    private static PageCursor cursor(String status, long below) {
        return new PageCursor(status + "/" + below);
    }

    private static CallsReply page(List<Call> rows, Optional<PageCursor> next, long second) {
        return new CallsReply.Page(new CallsPage(rows, next, Instant.ofEpochSecond(second), Optional.empty(), 0));
    }
}
