package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.list.CallsList;
import io.callstream.kafka.connect.twilio.simulator.list.CallsQuery;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour.Order;
import io.callstream.kafka.connect.twilio.simulator.list.PagePosition;
import io.callstream.kafka.connect.twilio.simulator.list.Presentation;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.sync.Read;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * The API as the sync sees it behind a client that retries: responses take time, come from replicas that lag, carry the
 * clock and the style of one of many servers, and cursors are rejected.
 */
final class SimulatedReads {

    /**
     * A cursor that was issued.
     *
     * @param above the calls of the page that led to it
     */
    private record Cursor(CallsQuery query, long issued, List<SimulatedCall> above) {}

    private static final int TROUBLE_MILLIS = 1_800_000;

    private static final int MILLIS_BETWEEN_HIDINGS = 3 * 3_600_000;

    /** A response may be read at once and take long to arrive: it shows the world as it was when it was read. */
    private static final int SLOW_RESPONSE_MILLIS = 300_000;

    private static final int CLOCK_STEP_MILLIS = 1_500_000;

    private final Plan plan;
    private final Random random;
    /** Draws apart from all else, so that the rest of a history does not depend on which host responds. */
    private final Random hosts;

    private final SimulatedWorld world;
    private final SimulatedAccount account;
    private final Order order;
    private final Rows rows = new Rows();
    private final Map<String, Cursor> cursors = new HashMap<>();
    private final Map<String, Long> hiddenSince = new HashMap<>();
    private final WorkersClock clock;

    /** No read shows the world as it was before this moment. */
    private long noReplicaBehind;

    /** The user's {@code filter.to} and {@code filter.status}. */
    private Optional<String> filterTo = Optional.empty();

    private Optional<String> filterStatus = Optional.empty();

    private long slowest;
    private long recovery = Long.MAX_VALUE;

    SimulatedReads(Plan plan, Random random, SimulatedWorld world) {
        this.plan = plan;
        this.random = random;
        this.hosts = new Random(plan.seed());
        this.world = world;
        this.account = world.account();
        this.order = Order.values()[plan.get(Knob.ORDER)];
        this.clock = new WorkersClock(plan, random);
    }

    /**
     * The connector has restarted, which takes longer than replicas lag. Without this limit the first reads after a crash
     * could show less than what the topic holds, and a new task could not know.
     *
     * @param to the user's {@code filter.to}, if any
     * @param status the user's {@code filter.status}, if any
     */
    void restarted(long now, Optional<String> to, Optional<String> status) {
        filterTo = to;
        filterStatus = status;
        noReplicaBehind = now;
        clock.restarted(now);
    }

    /** From this moment on nothing goes wrong. */
    void recoverAt(long moment) {
        recovery = moment;
    }

    /** The longest that any response has taken, in milliseconds. */
    long slowest() {
        return slowest;
    }

    Response respond(Read read, long now) {
        long sent = now;
        long at = 20 + random.nextInt(plan.get(Knob.RESPONSE_MILLIS));
        if (now < recovery && plan.hits(random, Knob.TROUBLE)) {
            boolean isSlow = random.nextInt(3) == 0;
            sent += isSlow ? 0 : random.nextInt(TROUBLE_MILLIS);
            at += isSlow ? random.nextInt(SLOW_RESPONSE_MILLIS) : 0;
        }
        at += sent;
        slowest = Math.max(slowest, at - now);
        world.advanceTo(sent);
        CallsReply reply = reply(read.request(), sent);
        return new Response(
                at, read, read instanceof Read.OfSweep && plan.hits(random, Knob.HOLES) ? hole(reply) : reply);
    }

    /** A response without the row of a call that ended before the first start, by any clock: that must not count as a delete. */
    private CallsReply hole(CallsReply reply) {
        if (!(reply instanceof CallsReply.Page received)
                || received.page().calls().isEmpty()) {
            return reply;
        }
        CallsPage page = received.page();
        List<Call> calls = new ArrayList<>(page.calls());
        Call missing = calls.remove(random.nextInt(calls.size()));
        boolean over = account.call(missing.sid())
                .filter(call -> call.last()
                        .from()
                        .isBefore(world.firstStart().plusSeconds(Math.min(0, plan.get(Knob.WORKERS_CLOCK)))))
                .isPresent();
        return over
                ? new CallsReply.Page(new CallsPage(calls, page.next(), page.readAt(), page.requestId(), 0))
                : reply;
    }

    private CallsReply reply(CallsRequest request, long sent) {
        Instant seen = seen(sent);
        Presentation presentation = plan.hits(hosts, Knob.OLD_HOSTS)
                ? Presentation.OLD_HOST
                : plan.hits(hosts, Knob.PRESENTATIONS) ? Presentation.OTHER_HOST : Presentation.USUAL;
        if (request instanceof CallsRequest.OneCall one) {
            return account.call(one.callSid())
                    .filter(call -> call.exists(seen))
                    .filter(call -> !isHidden(call, sent))
                    .<CallsReply>map(call -> page(List.of(rows.at(call, seen, presentation)), Optional.empty(), sent))
                    .orElseGet(CallsReply.NoSuchCall::new);
        }
        if (request instanceof CallsRequest.NextPage next) {
            Cursor cursor = cursors.get(next.cursor().uri());
            return isRejected(cursor, sent, seen)
                    ? new CallsReply.CursorRejected("simulated")
                    : list(resized(cursor.query(), next.pageSize()), cursor.above(), sent, seen, presentation);
        }
        CallsRequest.FirstPage first = (CallsRequest.FirstPage) request;
        return list(query(first.filter(), first.pageSize()), List.of(), sent, seen, presentation);
    }

    private CallsReply list(
            CallsQuery query, List<SimulatedCall> above, long sent, Instant seen, Presentation presentation) {
        CallsList.Page page = CallsList.page(account, query, order, seen).orElseThrow();
        List<Call> calls = new ArrayList<>(page.calls().size());
        withRepeatedRows(page.calls(), above, query, seen)
                .forEach(call -> calls.add(rows.at(call, seen, presentation)));
        return page(calls, page.more() ? Optional.of(cursor(query, page.calls(), sent)) : Optional.empty(), sent);
    }

    /** The calls of a page that repeats the end of the page above it, or one of its own calls. */
    private List<SimulatedCall> withRepeatedRows(
            List<SimulatedCall> page, List<SimulatedCall> above, CallsQuery query, Instant seen) {
        if (page.isEmpty() || !plan.hits(random, Knob.REPEATED_ROWS)) {
            return page;
        }
        List<SimulatedCall> repeated = new ArrayList<>();
        if (above.isEmpty()) {
            repeated.add(page.get(0));
        } else {
            above.subList(random.nextInt(above.size()), above.size()).stream()
                    .filter(call -> call.exists(seen) && query.matches(call, seen))
                    .forEach(repeated::add);
        }
        repeated.addAll(page);
        return repeated;
    }

    private PageCursor cursor(CallsQuery query, List<SimulatedCall> page, long now) {
        PagePosition behind = query.position().after(page.get(page.size() - 1).sid());
        String uri = "/2010-04-01/Accounts/" + account.sid() + "/Calls.json?PageToken=" + cursors.size();
        cursors.put(uri, new Cursor(query.at(behind), now, page));
        return new PageCursor(uri);
    }

    private boolean isRejected(Cursor cursor, long now, Instant seen) {
        boolean expired =
                plan.has(Knob.TOKEN_MINUTES) && now - cursor.issued() > plan.get(Knob.TOKEN_MINUTES) * 60_000L;
        boolean anchorIsGone = plan.has(Knob.ANCHORS_DIE)
                && cursor.query()
                        .position()
                        .anchor()
                        .flatMap(anchor -> account.call(anchor.sid()))
                        .filter(call -> !call.exists(seen))
                        .isPresent();
        return now < recovery && (expired || anchorIsGone || plan.hits(random, Knob.REJECTIONS));
    }

    /** A call that exists, but is hidden for half a minute by a replica that lags. The same call not again for some hours. */
    private boolean isHidden(SimulatedCall call, long sent) {
        Long since = hiddenSince.get(call.sid());
        if (since == null || sent - since > MILLIS_BETWEEN_HIDINGS) {
            if (sent >= recovery || !plan.hits(random, Knob.FALSE_404S)) {
                return false;
            }
            hiddenSince.put(call.sid(), sent);
            return true;
        }
        return sent >= since && sent - since < Knob.FALSE_404_MILLIS;
    }

    private CallsReply page(List<Call> calls, Optional<PageCursor> next, long sent) {
        int skew = plan.get(Knob.SKEW_SECONDS);
        Instant date = serversClock(sent).plusSeconds(random.nextInt(2 * skew + 1) - skew);
        return new CallsReply.Page(new CallsPage(calls, next, clock.sentAt(date, sent), Optional.empty(), 0));
    }

    /** The facts of the account, as the first request after a start returns them. */
    AccountFacts facts(long now) {
        Optional<Instant> created = plan.has(Knob.AGE_UNKNOWN) ? Optional.empty() : Optional.of(account.created());
        Instant readAt = clock.sentAt(serversClock(now), now);
        return new AccountFacts(created, readAt, clock.latest());
    }

    /** The time of the servers' clock, in whole seconds: at times it is set back, and later right again. */
    private Instant serversClock(long now) {
        int most = plan.get(Knob.CLOCK_STEPS);
        long behind = 0;
        if (most > 0 && now < recovery) {
            Random step = new Random(plan.seed() * 31 + Math.floorDiv(now, CLOCK_STEP_MILLIS));
            behind = step.nextInt(4) == 0 ? step.nextInt(most) : 0;
        }
        return Instant.ofEpochSecond(Math.floorDiv(now, 1000) - behind);
    }

    /**
     * The moment that a read shows: for one read in five it is some seconds ago. Not for a list in which calls move up as they
     * change: there the row that a page token names was further down some seconds ago, and no page would show the rows
     * between.
     */
    private Instant seen(long sent) {
        boolean rowsMove = order == Order.BY_START || order == Order.BY_UPDATE;
        int lag = rowsMove ? 0 : plan.get(Knob.LAG_SECONDS);
        long behind = lag > 0 && random.nextInt(5) == 0 ? random.nextInt(lag * 1000) : 0;
        return Instant.ofEpochMilli(Math.max(sent - behind, Math.min(sent, noReplicaBehind)));
    }

    private CallsQuery query(CallFilter filter, int pageSize) {
        return new CallsQuery(
                filterTo,
                Optional.empty(),
                filter.status().or(() -> filterStatus),
                Optional.empty(),
                new CallsQuery.TimeRange(
                        filter.startFrom().map(SimulatedReads::midnight),
                        filter.startBefore().map(SimulatedReads::midnight)),
                CallsQuery.TimeRange.ANY,
                PagePosition.first(pageSize));
    }

    private static CallsQuery resized(CallsQuery query, int pageSize) {
        PagePosition position = query.position();
        return query.at(new PagePosition(position.page(), pageSize, position.anchor()));
    }

    private static Instant midnight(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
