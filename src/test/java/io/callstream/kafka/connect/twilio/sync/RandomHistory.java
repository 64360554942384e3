package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.sync.model.AccountFacts;
import io.callstream.kafka.connect.twilio.sync.model.BackfillStart;
import io.callstream.kafka.connect.twilio.sync.model.Call;
import io.callstream.kafka.connect.twilio.sync.model.CallFilter;
import io.callstream.kafka.connect.twilio.sync.model.CallsPage;
import io.callstream.kafka.connect.twilio.sync.model.CallsReply;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.model.JudgedPage;
import io.callstream.kafka.connect.twilio.sync.model.PageCursor;
import io.callstream.kafka.connect.twilio.sync.model.SyncSettings;
import io.callstream.kafka.connect.twilio.sync.model.WindowId;
import io.callstream.kafka.connect.twilio.sync.model.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;

/**
 * A random account, a random course of events and a model of Connect around one {@link AccountSync}, in virtual time.
 *
 * <p>Of Connect it models what matters for loss: records of a source partition are committed in order up to the first
 * that is not acknowledged; at a crash what is not acknowledged may or may not be in the topic.
 */
final class RandomHistory {

    /** What came of it. */
    record Outcome(List<String> problems, int repeats, int requests) {}

    private record State(Instant at, CallRow row) {}

    private record ModelCall(Instant placed, List<State> states) {
        CallRow at(Instant time) {
            CallRow row = states.get(0).row();
            for (State state : states) {
                if (!state.at().isAfter(time)) {
                    row = state.row();
                }
            }
            return row;
        }

        int stateOf(Call call) {
            for (int i = 0; i < states.size(); i++) {
                if (states.get(i).row().call().fingerprint() == call.fingerprint()) {
                    return i;
                }
            }
            throw new IllegalStateException("no such state: " + call);
        }
    }

    private record Answer(Instant at, int life, Read read, CallsReply reply) {}

    private record Sent(int life, WindowId window, Call call, int state, WindowState offset, Instant ackedAt) {}

    private static final Instant FIRST_START = Instant.parse("2026-11-23T13:07:11Z");

    private final Random random;
    private final boolean crashes;
    private final boolean refusals;
    private final Order order;
    private final boolean ageKnown;
    private final SyncSettings settings;
    private final Duration activity;
    private final List<ModelCall> calls = new ArrayList<>();
    private final Map<String, ModelCall> bySid = new HashMap<>();

    private final Map<WindowId, WindowState> committed = new HashMap<>();
    private final List<Sent> unacknowledged = new ArrayList<>();
    private final List<Sent> topic = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();

    private Instant now = FIRST_START;
    private int life;
    private int repeats;
    private int requests;

    RandomHistory(long seed, boolean crashes) {
        this.random = new Random(seed);
        this.crashes = crashes;
        this.refusals = crashes && random.nextInt(3) == 0;
        this.order =
                random.nextInt(2) == 0 ? Order.NEWEST_FIRST : Order.values()[random.nextInt(Order.values().length)];
        this.ageKnown = random.nextInt(4) != 0;
        this.settings = new SyncSettings(
                // a list in another order is read to its end at each poll
                order == Order.NEWEST_FIRST ? Duration.ofSeconds(30) : Duration.ofMinutes(10),
                Duration.ofDays(1),
                random.nextInt(3) == 0 ? 5 : 20 + random.nextInt(80),
                1 + random.nextInt(4),
                new BackfillStart.All(),
                Optional.empty());
        this.activity = Duration.ofHours(1 + random.nextInt(24));
        makeCalls(FIRST_START.minus(Duration.ofDays(1 + random.nextInt(80))), FIRST_START, random.nextInt(150));
        makeCalls(FIRST_START.minus(Duration.ofHours(3)), FIRST_START, random.nextInt(100));
        makeCalls(FIRST_START, FIRST_START.plus(activity), random.nextInt(250));
        calls.sort(Comparator.comparing(ModelCall::placed)
                .thenComparing(call -> call.states().get(0).row().sid())
                .reversed());
        calls.forEach(call -> bySid.put(call.states().get(0).row().sid(), call));
    }

    Outcome run() {
        Instant quiet = FIRST_START.plus(activity).plus(Duration.ofDays(1));
        Instant end = quiet.plus(Duration.ofDays(3));
        while (now.isBefore(end)) {
            boolean crashing = crashes && now.isBefore(quiet);
            Instant stop = crashing ? now.plusSeconds(random.nextInt(4) == 0 ? 20 : random.nextInt(20_000)) : end;
            live(stop);
            if (crashing) {
                crash();
            }
        }
        Map<String, Sent> last = readTopic();
        calls.forEach(call -> checkArrived(call, last));
        return new Outcome(problems, repeats, requests);
    }

    /** One life of the task, from its start to a crash. */
    private void live(Instant stop) {
        int thisLife = ++life;
        PriorityQueue<Answer> answers = new PriorityQueue<>(Comparator.comparing(Answer::at));
        AccountSync sync = new AccountSync(
                settings,
                new AccountFacts(
                        Optional.of(
                                calls.isEmpty()
                                        ? FIRST_START
                                        : calls.get(calls.size() - 1).placed()),
                        now),
                restored(),
                now.toEpochMilli(),
                event -> {});
        int underWay = 0;
        while (now.isBefore(stop)) {
            for (Read read : sync.next(now.toEpochMilli(), settings.maxConcurrentRequests() - underWay)) {
                underWay++;
                requests++;
                answers.add(answer(read, thisLife));
            }
            Answer answer = answers.peek();
            Instant due = Instant.ofEpochMilli(Math.max(sync.nextDue(), now.toEpochMilli() + 1000));
            if (answer == null || due.isBefore(answer.at()) && underWay < settings.maxConcurrentRequests()) {
                now = due;
                commit();
                continue;
            }
            answers.remove();
            now = answer.at().isAfter(now) ? answer.at() : now;
            underWay--;
            AccountSync.Received received = sync.accept(answer.read(), answer.reply(), now.toEpochMilli());
            sync.judge(received).ifPresent(this::send);
            commit();
        }
    }

    private Answer answer(Read read, int thisLife) {
        Instant asked = now;
        Instant at = now.plusMillis(50 + random.nextInt(random.nextInt(10) == 0 ? 9000 : 500));
        // what is read was true when it was asked, when it was answered, or within the lag before
        Instant seen = random.nextInt(5) == 0 ? asked.minusSeconds(random.nextInt(45)) : asked;
        CallsRequest request = read.request();
        if (request instanceof CallsRequest.NextPage && refusals && random.nextInt(20) == 0) {
            return new Answer(at, thisLife, read, new CallsReply.CursorRefused("expired"));
        }
        if (request instanceof CallsRequest.OneCall one) {
            CallRow row = bySid.get(one.callSid()).at(seen);
            CallsPage page = new CallsPage(List.of(row.call()), Optional.empty(), second(asked), Optional.empty(), 0);
            return new Answer(at, thisLife, read, new CallsReply.Page(page));
        }
        return new Answer(at, thisLife, read, new CallsReply.Page(page(request, asked, seen)));
    }

    private CallsPage page(CallsRequest request, Instant asked, Instant seen) {
        CallFilter filter;
        int size;
        Optional<ModelCall> anchor = Optional.empty();
        if (request instanceof CallsRequest.FirstPage first) {
            filter = first.filter();
            size = first.pageSize();
        } else {
            CallsRequest.NextPage next = (CallsRequest.NextPage) request;
            String[] cursor = next.cursor().uri().split("\\|", -1);
            filter = filter(cursor);
            anchor = Optional.of(bySid.get(cursor[0]));
            size = next.pageSize();
        }
        List<ModelCall> list = order.list(calls, filter, seen);
        int from = anchor.map(call -> order.positionBehind(list, call, filter, seen))
                .orElse(0);
        List<Call> rows = new ArrayList<>();
        Optional<PageCursor> next = Optional.empty();
        for (ModelCall call : list.subList(from, list.size())) {
            if (call.placed().isAfter(seen) || !matches(filter, call.at(seen))) {
                continue;
            }
            if (rows.size() == size) {
                next = Optional.of(cursor(rows.get(size - 1).sid(), filter));
                break;
            }
            rows.add(call.at(seen).call());
        }
        return new CallsPage(rows, next, second(asked), Optional.empty(), 0);
    }

    /** How the API orders a list: nothing is promised. */
    private enum Order {
        NEWEST_FIRST,
        NEWEST_FIRST_AND_BY_START_IF_FILTERED,
        BY_START,
        OLDEST_FIRST;

        List<ModelCall> list(List<ModelCall> newestFirst, CallFilter filter, Instant seen) {
            if (this == NEWEST_FIRST) {
                return newestFirst;
            }
            return newestFirst.stream().sorted(comparator(filter, seen)).toList();
        }

        int positionBehind(List<ModelCall> list, ModelCall anchor, CallFilter filter, Instant seen) {
            int position = Collections.binarySearch(list, anchor, comparator(filter, seen));
            if (position < 0) {
                throw new IllegalStateException("a keyset cursor has a place in every list");
            }
            return position + 1;
        }

        private Comparator<ModelCall> comparator(CallFilter filter, Instant seen) {
            Comparator<ModelCall> newestFirst = Comparator.comparing(ModelCall::placed)
                    .thenComparing(call -> call.states().get(0).row().sid())
                    .reversed();
            Comparator<ModelCall> byStart = Comparator.comparing((ModelCall call) -> {
                        Instant start = call.at(seen).start();
                        return start == null ? call.placed() : start;
                    })
                    .thenComparing(call -> call.states().get(0).row().sid())
                    .reversed();
            boolean byStartTime =
                    filter.startFrom().isPresent() || filter.startBefore().isPresent();
            return switch (this) {
                case NEWEST_FIRST -> newestFirst;
                case NEWEST_FIRST_AND_BY_START_IF_FILTERED -> byStartTime ? byStart : newestFirst;
                case BY_START -> byStart;
                case OLDEST_FIRST -> newestFirst.reversed();
            };
        }
    }

    private static boolean matches(CallFilter filter, CallRow row) {
        return filter.status().map(row.status()::equals).orElse(true)
                && filter.startFrom()
                        .map(day -> row.start() != null
                                && !row.start()
                                        .isBefore(
                                                day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .orElse(true)
                && filter.startBefore()
                        .map(day -> row.start() != null
                                && row.start()
                                        .isBefore(
                                                day.atStartOfDay(ZoneOffset.UTC).toInstant()))
                        .orElse(true);
    }

    private static PageCursor cursor(String anchor, CallFilter filter) {
        return new PageCursor(String.join(
                "|",
                anchor,
                filter.status().orElse(""),
                filter.startFrom().map(Object::toString).orElse(""),
                filter.startBefore().map(Object::toString).orElse("")));
    }

    private static CallFilter filter(String[] cursor) {
        return new CallFilter(
                Optional.of(cursor[1]).filter(text -> !text.isEmpty()),
                Optional.of(cursor[2]).filter(text -> !text.isEmpty()).map(java.time.LocalDate::parse),
                Optional.of(cursor[3]).filter(text -> !text.isEmpty()).map(java.time.LocalDate::parse));
    }

    private void send(JudgedPage page) {
        List<Call> news = page.news();
        for (int i = 0; i < news.size(); i++) {
            WindowState offset = i == news.size() - 1 ? page.after() : page.before();
            Instant ackedAt = now.plusMillis(random.nextInt(20) == 0 ? random.nextInt(90_000) : random.nextInt(2000));
            Call call = news.get(i);
            Sent sent =
                    new Sent(life, page.window(), call, bySid.get(call.sid()).stateOf(call), offset, ackedAt);
            unacknowledged.add(sent);
            topic.add(sent);
        }
    }

    /** What the topic holds in the end: within one life it never goes back, and without crashes never repeats. */
    private Map<String, Sent> readTopic() {
        Map<String, Sent> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Sent sent : topic) {
            String sid = sent.call().sid();
            if (!seen.add(sid + "/" + sent.state())) {
                repeats++;
            }
            Sent before = last.put(sid, sent);
            if (before != null && before.life() == sent.life() && sent.state() < before.state()) {
                problems.add(sid + " went back from state " + before.state() + " to " + sent.state());
            }
        }
        return last;
    }

    private void commit() {
        if (random.nextInt(8) != 0) {
            return;
        }
        Set<WindowId> blocked = new HashSet<>();
        unacknowledged.removeIf(sent -> {
            if (blocked.contains(sent.window()) || sent.ackedAt().isAfter(now)) {
                blocked.add(sent.window());
                return false;
            }
            committed.put(sent.window(), sent.offset());
            return true;
        });
    }

    /** What is not acknowledged is lost, or is in the topic all the same. */
    private void crash() {
        Set<Sent> lost = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Sent sent : unacknowledged) {
            if (sent.ackedAt().isAfter(now) && random.nextBoolean()) {
                lost.add(sent);
            }
        }
        topic.removeIf(lost::contains);
        unacknowledged.clear();
        int downtime = random.nextInt(6);
        now = now.plusSeconds(downtime == 0 ? random.nextInt(40_000) : random.nextInt(200));
    }

    private RestoredAccount restored() {
        Map<WindowId, WindowState.Backfill> backfill = new HashMap<>();
        Optional<WindowState.Rolling> rolling = Optional.empty();
        for (Map.Entry<WindowId, WindowState> offset : committed.entrySet()) {
            if (offset.getValue() instanceof WindowState.Rolling state) {
                rolling = Optional.of(state);
            } else {
                backfill.put(offset.getKey(), (WindowState.Backfill) offset.getValue());
            }
        }
        return new RestoredAccount(rolling, backfill);
    }

    private void checkArrived(ModelCall call, Map<String, Sent> topicEnd) {
        Sent last = topicEnd.get(call.states().get(0).row().sid());
        if (last == null) {
            problems.add("missing: " + call.states());
        } else if (last.state() != call.states().size() - 1) {
            problems.add("stale: state " + last.state() + " of " + call.states());
        }
    }

    private void makeCalls(Instant from, Instant to, int count) {
        for (int i = 0; i < count; i++) {
            long span = Math.max(1, Duration.between(from, to).toSeconds());
            Instant placed = second(from.plusSeconds((long) (random.nextDouble() * span)));
            calls.add(new ModelCall(placed, life(CallRow.sid(calls.size()), placed)));
        }
    }

    private List<State> life(String sid, Instant placed) {
        List<State> states = new ArrayList<>();
        Instant at = placed;
        if (random.nextInt(4) == 0) {
            states.add(new State(at, new CallRow(sid, "queued", null, null, null, null)));
            at = at.plusSeconds(1 + random.nextInt(5));
            states.add(new State(at, new CallRow(sid, "queued", placed, at, null, null)));
            at = at.plusSeconds(1 + random.nextInt(random.nextInt(4) == 0 ? 9000 : 60));
            if (random.nextInt(5) == 0) {
                states.add(new State(at, new CallRow(sid, "canceled", placed, at, null, null)));
                return states;
            }
        }
        states.add(new State(at, new CallRow(sid, "ringing", placed, at, placed, null)));
        at = at.plusSeconds(random.nextInt(32));
        if (random.nextInt(5) == 0) {
            states.add(new State(at, new CallRow(sid, "busy", placed, at, placed, null)));
            return states;
        }
        Instant start = at;
        states.add(new State(at, new CallRow(sid, "in-progress", placed, at, start, null)));
        at = at.plusSeconds(1 + random.nextInt(random.nextInt(6) == 0 ? 14_000 : 400));
        CallRow completed = new CallRow(sid, "completed", placed, at, start, null);
        states.add(new State(at, completed));
        if (random.nextInt(8) != 0) {
            at = at.plusSeconds(1 + random.nextInt(random.nextInt(8) == 0 ? 50_000 : 90));
            states.add(new State(at, completed.priced("-0.0" + (1 + random.nextInt(99)))));
        }
        return states;
    }

    private static Instant second(Instant time) {
        return Instant.ofEpochSecond(time.getEpochSecond());
    }
}
