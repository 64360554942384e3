package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.history.plan.Knob;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.history.promise.Sent;
import io.callstream.kafka.connect.twilio.offset.AlteredOffsets;
import io.callstream.kafka.connect.twilio.offset.SourcePartition;
import io.callstream.kafka.connect.twilio.offset.WindowStateCodec;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.window.JudgedPage;
import io.callstream.kafka.connect.twilio.window.WindowId;
import io.callstream.kafka.connect.twilio.window.WindowState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A model of Kafka Connect, as far as it decides what is lost or repeated.
 *
 * <p>Records are acknowledged in order within a topic partition and not across. Offsets are stored at intervals: for each
 * source partition the offset of its last record before the first that is not acknowledged. When a worker dies, the records
 * that are not acknowledged are in the topic up to some record of each topic partition.
 */
final class ModelOfConnect {

    private static final int TOPIC_PARTITIONS = 3;

    private final Plan plan;
    private final Random random;
    private final List<Sent> topic = new ArrayList<>();
    private final Map<WindowId, Deque<Sent>> uncommitted = new HashMap<>();
    private final Map<WindowId, WindowState> committed = new HashMap<>();
    private final long[] acknowledgedUpTo = new long[TOPIC_PARTITIONS];

    ModelOfConnect(Plan plan, Random random) {
        this.plan = plan;
        this.random = random;
    }

    void send(JudgedPage page, int life, long now) {
        int last = page.changes().size() + page.deleted().size() - 1;
        int i = 0;
        for (Call call : page.changes()) {
            send(page, call.sid(), Rows.stateOf(call), Rows.isOfOldHost(call), i++ == last, life, now);
        }
        for (String sid : page.deleted()) {
            send(page, sid, Sent.DELETED, false, i++ == last, life, now);
        }
    }

    private void send(JudgedPage page, String sid, int state, boolean ofOldHost, boolean last, int life, long now) {
        int partition = Math.floorMod(sid.hashCode(), TOPIC_PARTITIONS);
        acknowledgedUpTo[partition] =
                Math.max(acknowledgedUpTo[partition], now + random.nextInt(plan.get(Knob.ACK_SECONDS) * 1000));
        Sent sent = new Sent(
                life,
                now,
                page.window(),
                sid,
                state,
                ofOldHost,
                last ? page.after() : page.before(),
                partition,
                acknowledgedUpTo[partition]);
        topic.add(sent);
        uncommitted.computeIfAbsent(page.window(), window -> new ArrayDeque<>()).add(sent);
    }

    /** Stores the offsets of acknowledged records. */
    void commit(long now) {
        uncommitted.forEach((window, sent) -> {
            while (!sent.isEmpty() && sent.peek().acknowledgedAt() <= now) {
                committed.put(window, sent.remove().offset());
            }
        });
    }

    /** The worker dies. */
    void crash(long now) {
        long[] writtenUpTo = new long[TOPIC_PARTITIONS];
        for (int partition = 0; partition < TOPIC_PARTITIONS; partition++) {
            writtenUpTo[partition] = now + random.nextInt(plan.get(Knob.ACK_SECONDS) * 1000) - 1;
        }
        Set<Sent> lost = Collections.newSetFromMap(new IdentityHashMap<>());
        uncommitted.values().forEach(window -> window.stream()
                .filter(sent -> sent.acknowledgedAt() > Math.max(now, writtenUpTo[sent.topicPartition()]))
                .forEach(lost::add));
        topic.removeIf(lost::contains);
        uncommitted.clear();
        Arrays.fill(acknowledgedUpTo, 0);
    }

    /** The task is stopped cleanly: all that it sent is acknowledged, and its offsets are stored. */
    void stop() {
        commit(Long.MAX_VALUE);
        uncommitted.clear();
    }

    /**
     * What a task that starts now finds stored. Each offset also passes the check of offsets that a person writes.
     *
     * @param backfillWindows those that the task looks up
     */
    RestoredAccount stored(String accountSid, Set<WindowId> backfillWindows, long now) {
        Optional<WindowState.Rolling> rolling = Optional.empty();
        Map<WindowId, WindowState.Backfill> backfill = new HashMap<>();
        for (Map.Entry<WindowId, WindowState> offset : committed.entrySet()) {
            Map<String, Object> map = WindowStateCodec.encode(offset.getValue());
            AlteredOffsets.check(
                    Map.of(new SourcePartition(accountSid, offset.getKey()).toMap(), map),
                    offset.getValue().filters(),
                    InstantSource.fixed(Instant.ofEpochMilli(now)));
            WindowState state = WindowStateCodec.decode(offset.getKey(), map);
            if (state instanceof WindowState.Rolling found) {
                rolling = Optional.of(found);
            } else if (state instanceof WindowState.Backfill found && backfillWindows.contains(offset.getKey())) {
                backfill.put(offset.getKey(), found);
            }
        }
        return new RestoredAccount(
                rolling.map(state -> plan.hits(random, Knob.OFFSETS_AHEAD) ? inTheFuture(state) : state), backfill);
    }

    /** An offset that was stored by a clock of the future, or edited: some of its times are a year ahead. */
    private WindowState.Rolling inTheFuture(WindowState.Rolling state) {
        Duration year = Duration.ofDays(365);
        SortedMap<Duration, Instant> watermarks = new TreeMap<>(state.watermarks());
        watermarks.replaceAll((depth, watermark) ->
                depth.equals(watermarks.firstKey()) || random.nextInt(3) == 0 ? watermark.plus(year) : watermark);
        return new WindowState.Rolling(
                state.started(),
                state.saved().plus(year),
                state.filters(),
                watermarks,
                state.sweep(),
                state.unpriced());
    }

    /** The topic's records in the order in which they were sent, which is that of each key. */
    List<Sent> topic() {
        return topic;
    }
}
