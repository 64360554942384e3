package io.callstream.kafka.connect.twilio.sync.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.sync.CallRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ListOrderTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final Random random = new Random(1);

    @Test
    void longCallsDoNotHideHowFarAPageReaches() {
        List<Call> page = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            page.add(row(NOON.minusSeconds(60 * i), i % 3 == 0 ? Duration.ofSeconds(5) : Duration.ofHours(3)));
        }
        ListOrder order = new ListOrder(false);
        order.observe(page);

        assertThat(order.seenDownTo()).isBefore(NOON.minusSeconds(60 * 90));
    }

    @Test
    void noCallBelowAPageIsNewerInAnyOrder() {
        List<Function<Call, Instant>> times = List.of(Call::dateCreated, Call::startTime, Call::dateUpdated);
        for (int round = 0; round < 2000; round++) {
            assertNoCallBelowAPageIsNewer(list(times.get(round % times.size())), "round " + round);
        }
    }

    /** A row of a usual place below one in a wrong place shows that the list is not ordered. */
    @Test
    void noNumberOfRowsInWrongPlacesMisleadsUnlessThreeAreSideBySide() {
        for (int round = 0; round < 2000; round++) {
            List<Call> list = list(Call::dateCreated);
            for (int place = random.nextInt(20); place < list.size(); place += 3 + random.nextInt(40)) {
                for (int strays = 1 + random.nextInt(ListOrder.WITNESSES - 1); strays > 0; strays--) {
                    list.add(place, stray());
                }
            }
            assertNoCallBelowAPageIsNewer(list, "round " + round);
        }
    }

    @Test
    void threeRowsInWrongPlacesSideBySideAreBelieved() {
        List<Call> strays = Stream.generate(this::stray)
                .limit(ListOrder.WITNESSES)
                .sorted(Comparator.comparing(Call::dateCreated).reversed())
                .toList();
        ListOrder order = new ListOrder(false);
        order.observe(list(Call::dateCreated).subList(0, 100));
        order.observe(strays.subList(0, ListOrder.WITNESSES - 1));
        assertThat(order.seenDownTo()).isAfter(NOON.minusSeconds(7200));

        order.observe(strays.subList(ListOrder.WITNESSES - 1, ListOrder.WITNESSES));
        assertThat(order.seenDownTo()).isBefore(NOON.minus(Duration.ofDays(299)));
    }

    @Test
    void rowsOfOneMinuteShowNoOrder() {
        ListOrder order = new ListOrder(false);
        for (int i = 0; i < 60; i++) {
            order.observe(List.of(row(NOON.minusSeconds(random.nextInt(60)), Duration.ofSeconds(5))));
        }
        assertThat(order.seenDownTo()).isEqualTo(Instant.MAX);
        assertThat(order.isBroken()).isFalse();

        order.observe(List.of(row(NOON.minusSeconds(121), Duration.ofSeconds(5))));
        assertThat(order.isNewestFirst()).isTrue();
    }

    @Test
    void fewerThanThreeRowsProveNothing() {
        ListOrder order = new ListOrder(true);
        order.observe(List.of(row(NOON, Duration.ofSeconds(5)), row(NOON.minusSeconds(600), Duration.ofSeconds(5))));
        assertThat(order.seenDownTo()).isEqualTo(Instant.MAX);

        order.observe(List.of(row(NOON.minusSeconds(1200), Duration.ofSeconds(5))));
        assertThat(order.seenDownTo()).isBetween(NOON, NOON.plusSeconds(120));
    }

    @Test
    void keepsTheOrderOfEarlierSweepsUntilRowsContradict() {
        List<Call> oldestFirst = list(Call::dateCreated).stream()
                .sorted(Comparator.comparing(Call::dateCreated))
                .toList();
        ListOrder order = new ListOrder(true);
        assertThat(order.isNewestFirst()).isTrue();

        order.observe(oldestFirst);
        assertThat(order.isBroken()).isTrue();
        assertThat(order.seenDownTo()).isEqualTo(Instant.MAX);
    }

    private void assertNoCallBelowAPageIsNewer(List<Call> list, String description) {
        ListOrder order = new ListOrder(false);
        int pageSize = random.nextInt(3) == 0 ? 1 + random.nextInt(3) : 1 + random.nextInt(40);
        for (int from = 0; from < list.size(); from += pageSize) {
            int to = Math.min(list.size(), from + pageSize);
            order.observe(list.subList(from, to));
            Instant seenDownTo = order.seenDownTo();
            assertThat(list.subList(to, list.size()))
                    .as("%s, page size %d", description, pageSize)
                    .allMatch(call -> !call.dateCreated().isAfter(seenDownTo));
        }
    }

    /** A call much older than all others. */
    private Call stray() {
        return row(NOON.minus(Duration.ofDays(300 + random.nextInt(5))), Duration.ofSeconds(5));
    }

    private List<Call> list(Function<Call, Instant> time) {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            boolean lasts = random.nextInt(5) == 0;
            calls.add(row(
                    NOON.minusSeconds(random.nextInt(7200)),
                    Duration.ofSeconds(1 + random.nextInt(lasts ? 7200 : 200))));
        }
        calls.sort(Comparator.comparing(time).reversed());
        return calls;
    }

    /** A call that started after some seconds and last changed when it ended. */
    private Call row(Instant created, Duration lasted) {
        Instant started = created.plusSeconds(random.nextInt(30));
        Instant ended = started.plus(lasted);
        return new CallRow(CallRow.sid(random.nextInt()), "completed", created, ended, started, null).call();
    }
}
