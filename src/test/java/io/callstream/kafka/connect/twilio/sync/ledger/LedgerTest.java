package io.callstream.kafka.connect.twilio.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.sync.ledger.Ledger.Verdict;
import it.unimi.dsi.fastutil.ints.Int2IntOpenCustomHashMap;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerTest {

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");
    private static final CallRow CALL = CallRow.completed(1, NOON);

    private final Ledger ledger = new Ledger(NOON.minus(Duration.ofDays(14)));

    @Test
    void recognisesTheStateThatWasPut() {
        ledger.put(CALL.call(), NOON);

        assertThat(ledger.compare(CALL.call(), NOON)).isEqualTo(Verdict.SAME);
        assertThat(ledger.compare(CallRow.completed(2, NOON).call(), NOON)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void comparesByDateUpdated() {
        ledger.put(CALL.call(), NOON);

        assertThat(ledger.compare(CALL.updated(NOON.minusSeconds(1)).call(), NOON))
                .isEqualTo(Verdict.STALE);
        assertThat(ledger.compare(CALL.updated(NOON.plusSeconds(1)).call(), NOON))
                .isEqualTo(Verdict.NEWER);
        assertThat(ledger.compare(CALL.updated(null).call(), NOON)).isEqualTo(Verdict.STALE);
    }

    @Test
    void aPriceIsNewerAndTheLossOfOneIsStale() {
        ledger.put(CALL.call(), NOON);
        assertThat(ledger.compare(CALL.priced("-0.01").call(), NOON)).isEqualTo(Verdict.NEWER);

        ledger.put(CALL.priced("-0.01").call(), NOON);
        assertThat(ledger.compare(CALL.call(), NOON)).isEqualTo(Verdict.STALE);
        assertThat(ledger.compare(CALL.priced("-0.02").call(), NOON)).isEqualTo(Verdict.NEWER);
    }

    /** Two hosts that do not agree respond in turn, and nothing in their rows says which is newer. */
    @Test
    void aStateThatWasReplacedIsNoChangeAgainForAnHour() {
        Call one = CALL.call(1);
        Call other = CALL.call(2);
        ledger.put(one, NOON);
        assertThat(ledger.compare(other, NOON)).isEqualTo(Verdict.NEWER);
        ledger.put(other, NOON);

        for (int minutes = 0; minutes < 60; minutes++) {
            Instant readAt = NOON.plus(Duration.ofMinutes(minutes));
            assertThat(ledger.compare(one, readAt)).isEqualTo(Verdict.STALE);
            assertThat(ledger.compare(other, readAt)).isEqualTo(Verdict.SAME);
        }
        assertThat(ledger.compare(one, NOON.plus(Duration.ofMinutes(60)))).isEqualTo(Verdict.NEWER);
        assertThat(ledger.compare(CALL.updated(NOON.plusSeconds(1)).call(1), NOON))
                .isEqualTo(Verdict.NEWER);
    }

    @ParameterizedTest
    @CsvSource({
        "in-progress, completed, NEWER",
        "queued, ringing, NEWER",
        "ringing, in-progress, NEWER",
        "completed, in-progress, STALE",
        "ringing, queued, STALE",
        "completed, no-answer, NEWER",
        "in-progress, held, NEWER",
        "held, in-progress, NEWER",
    })
    void comparesByStatusWithinOneSecond(String known, String row, Verdict verdict) {
        ledger.put(CALL.status(known).call(), NOON);

        assertThat(ledger.compare(CALL.status(row).call(), NOON)).isEqualTo(verdict);
    }

    @Test
    void keepsOldCallsThatAreOpen() {
        CallRow open = CallRow.completed(7, NOON).status("in-progress");
        ledger.put(open.call(), NOON);
        ledger.put(CALL.call(), NOON);

        ledger.dropBelow(NOON.plusSeconds(1));

        assertThat(ledger.compare(open.call(), NOON)).isEqualTo(Verdict.SAME);
        assertThat(ledger.compare(CALL.call(), NOON)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void aRowOfADeletedCallIsStale() {
        ledger.put(CALL.call(), NOON);

        ledger.delete(CALL.sid(), NOON);

        assertThat(ledger.compare(CALL.updated(NOON.plusSeconds(9)).call(), NOON.plusSeconds(9)))
                .isEqualTo(Verdict.STALE);
        assertThat(unseen(NOON.plusSeconds(99))).isEmpty();
    }

    @Test
    void aRowOfADeletedCallAfterTheReplicaLagIsNewer() {
        ledger.put(CALL.call(), NOON);

        ledger.delete(CALL.sid(), NOON);

        assertThat(ledger.compare(CALL.call(), NOON.plusSeconds(60))).isEqualTo(Verdict.STALE);
        assertThat(ledger.compare(CALL.call(), NOON.plusSeconds(61))).isEqualTo(Verdict.NEWER);
        ledger.put(CALL.call(), NOON.plusSeconds(61));
        assertThat(ledger.compare(CALL.call(), NOON.plusSeconds(62))).isEqualTo(Verdict.SAME);
    }

    @Test
    void dropsAnOpenCallThatIsNotFollowed() {
        CallRow open = CALL.status("in-progress");
        ledger.put(open.call(), NOON);

        ledger.stopFollowing(open.sid());

        assertThat(ledger.compare(open.call(), NOON)).isEqualTo(Verdict.SAME);
        assertThat(ledger.compare(CALL.call(), NOON)).isEqualTo(Verdict.NEWER);
        ledger.dropBelow(NOON.plusSeconds(1));
        assertThat(ledger.compare(open.call(), NOON)).isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void findsTheCallsUnseenSinceAMoment() {
        CallRow other = CallRow.completed(8, NOON);
        ledger.put(CALL.call(), NOON);
        ledger.put(other.call(), NOON);
        ledger.put(withSid("of another form"), NOON);

        ledger.compare(CALL.call(), NOON.plusSeconds(60));

        assertThat(unseen(NOON)).isEmpty();
        assertThat(unseen(NOON.plusSeconds(60))).containsExactly(other.sid());
        assertThat(unseen(NOON.plusSeconds(61))).containsExactlyInAnyOrder(CALL.sid(), other.sid());
    }

    private List<String> unseen(Instant since) {
        List<String> sids = new ArrayList<>();
        ledger.forEachUnseen(NOON.minusSeconds(600), NOON.plusSeconds(600), since, sids::add);
        return sids;
    }

    @Test
    void keepsSidsOfAnyFormApart() {
        List<String> sids = List.of("CA" + "0".repeat(32), "CA" + "A".repeat(32), "CA" + "a".repeat(32), "x", "");
        for (String sid : sids) {
            assertThat(ledger.compare(withSid(sid), NOON)).isEqualTo(Verdict.UNKNOWN);
            ledger.put(withSid(sid), NOON);
        }
        assertThat(ledger.size()).isEqualTo(sids.size());
        assertThat(sids).allSatisfy(sid -> assertThat(ledger.compare(withSid(sid), NOON))
                .isEqualTo(Verdict.SAME));
    }

    /** The bound of docs/guarantees.md, also just after columns or index have grown. */
    @Test
    void takesNoMoreThanEightyBytesACall() {
        Ledger filled = new Ledger(Instant.EPOCH);
        for (int number = 0; number < 300_000; number++) {
            filled.put(CallRow.completed(number, NOON.plusSeconds(number)).call(), NOON);
            boolean fits = number < 1000 || bytes(filled) < 80L * filled.size();
            assertThat(fits).isTrue();
        }
        filled.dropBelow(NOON.plusSeconds(299_000));
        for (int number = 0; number < 299_000; number++) {
            filled.put(CallRow.completed(number, NOON.plusSeconds(400_000)).call(), NOON);
        }
        assertThat(filled.size()).isEqualTo(300_000);
        assertThat(bytes(filled))
                .as("bytes after every call was entered and dropped once")
                .isLessThan(80L * filled.size());
    }

    /** All arrays within the ledger and the collections that it is made of. */
    private static long bytes(Object object) {
        long bytes = 0;
        for (Class<?> type = object.getClass();
                type.getName().startsWith("it.unimi.dsi.fastutil") || type == Ledger.class;
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
                    continue;
                }
                field.setAccessible(true);
                try {
                    bytes += bytesOf(field.get(object));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        return bytes;
    }

    private static long bytesOf(@Nullable Object value) {
        if (value instanceof long[] longs) {
            return (long) Long.BYTES * longs.length;
        }
        if (value instanceof int[] ints) {
            return (long) Integer.BYTES * ints.length;
        }
        if (value instanceof byte[] array) {
            return array.length;
        }
        return value instanceof Int2IntOpenCustomHashMap || value instanceof IntArrayList ? bytes(value) : 0;
    }

    /** Knows the same calls as a plain map, after any sequence of puts and drops. */
    @Property(tries = 300)
    void behavesLikeAMap(@ForAll("histories") List<Step> history) {
        Ledger tested = new Ledger(Instant.EPOCH);
        Map<String, CallRow> model = new HashMap<>();
        Instant floor = Instant.EPOCH;
        for (Step step : history) {
            CallRow row = step.row();
            tested.put(row.call(), NOON);
            if (!row.created().isBefore(floor) || model.containsKey(row.sid())) {
                model.put(row.sid(), row);
            }
            if (step.drop() && row.created().isAfter(floor)) {
                floor = row.created();
                tested.dropBelow(floor);
                Instant limit = floor;
                model.values().removeIf(known -> known.created().isBefore(limit));
            }
            assertThat(tested.size()).isEqualTo(model.size());
        }
        for (int number = 0; number < 200; number++) {
            CallRow known = model.get(CallRow.sid(number));
            Call probe = CallRow.completed(number, NOON)
                    .updated(NOON.plusSeconds(99))
                    .call();
            assertThat(tested.compare(probe, NOON)).isEqualTo(known == null ? Verdict.UNKNOWN : Verdict.NEWER);
            if (known != null) {
                assertThat(tested.compare(known.call(), NOON)).isEqualTo(Verdict.SAME);
            }
        }
        Set<Long> unpriced = new HashSet<>();
        tested.forEachUnpriced(unpriced::add);
        assertThat(unpriced)
                .containsExactlyInAnyOrderElementsOf(model.values().stream()
                        .filter(row -> row.price() == null)
                        .map(row -> SidKey.of(row.sid()).hash())
                        .toList());
    }

    record Step(CallRow row, boolean drop) {}

    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<CallRow> rows = Combinators.combine(
                        Arbitraries.integers().between(0, 199),
                        Arbitraries.integers().between(0, 50),
                        Arbitraries.of(true, false))
                .as((number, second, priced) -> {
                    CallRow row = CallRow.completed(number, NOON.plusSeconds(second));
                    return priced ? row.priced("-1") : row;
                });
        return Combinators.combine(rows, Arbitraries.of(true, false, false, false, false, false, false, false))
                .as(Step::new)
                .list()
                .ofMaxSize(400);
    }

    private static Call withSid(String sid) {
        return new CallRow(sid, "completed", NOON, NOON, NOON, null).call();
    }
}
