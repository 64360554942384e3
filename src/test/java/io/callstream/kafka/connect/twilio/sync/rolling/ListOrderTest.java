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

        assertThat(order.seenDownTo(page)).isBefore(NOON.minusSeconds(60 * 90));
    }

    @Test
    void noCallBelowAPageIsNewerInAnyOrder() {
        List<Function<Call, Instant>> times = List.of(Call::dateCreated, Call::startTime, Call::dateUpdated);
        for (int round = 0; round < 2000; round++) {
            List<Call> list = list(times.get(round % times.size()));
            ListOrder order = new ListOrder(false);
            int pageSize = 2 + random.nextInt(40);
            for (int from = 0; from < list.size(); from += pageSize) {
                List<Call> page = list.subList(from, Math.min(list.size(), from + pageSize));
                order.observe(page);
                Instant seenDownTo = order.seenDownTo(page);
                assertThat(list.subList(from + page.size(), list.size()))
                        .as("round %d", round)
                        .allMatch(call -> !call.dateCreated().isAfter(seenDownTo));
            }
        }
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
        assertThat(order.seenDownTo(oldestFirst)).isEqualTo(Instant.MAX);
    }

    @Test
    void ignoresFewRowsInWrongPlaces() {
        List<Call> page = new ArrayList<>(list(Call::dateCreated).subList(0, 20));
        Instant oldest = page.get(19).dateCreated();
        for (int i = 1; i < ListOrder.WITNESSES; i++) {
            page.add(row(NOON.minus(Duration.ofDays(300 + i)), Duration.ofSeconds(5)));
        }
        ListOrder order = new ListOrder(false);
        order.observe(page);

        assertThat(order.seenDownTo(page)).isAfter(oldest);
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
