package io.callstream.kafka.connect.twilio.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.simulator.list.CallsList;
import io.callstream.kafka.connect.twilio.simulator.list.CallsQuery;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import okhttp3.HttpUrl;

/** The simulated world holds to what is known of the true one. */
class WorldTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final List<String> COURSE =
            List.of("queued", "ringing", "in-progress", "completed busy failed no-answer canceled");

    @Property(tries = 50)
    void theSameSeedGivesTheSameWorld(@ForAll long seed) {
        assertThat(account(seed).calls()).isEqualTo(account(seed).calls());
    }

    @Property(tries = 50)
    void aLifeGoesForwardAndAPriceMovesNothingElse(@ForAll long seed) {
        for (SimulatedCall call : account(seed).calls()) {
            CallState before = call.states().get(0);
            for (CallState state : call.states().subList(1, call.states().size())) {
                assertThat(rank(state)).isGreaterThanOrEqualTo(rank(before));
                assertThat(state.from()).isAfterOrEqualTo(before.from());
                if (state.price() != null && before.status().equals(state.status())) {
                    assertThat(state.updated())
                            .as("date_updated when the price comes")
                            .isEqualTo(before.updated());
                    assertThat(state.from()).isAfter(before.from());
                }
                before = state;
            }
        }
    }

    @Property(tries = 30)
    void thereIsEveryKindOfCall(@ForAll long seed) {
        Map<String, Long> byStatus = account(seed).calls().stream()
                .collect(Collectors.groupingBy(call -> call.last().status(), Collectors.counting()));
        assertThat(byStatus).containsKeys("completed", "busy", "failed", "no-answer", "canceled");
        List<SimulatedCall> calls = account(seed).calls();
        assertThat(calls)
                .anyMatch(call ->
                        call.last().status().equals("canceled") && call.last().start() == null);
        assertThat(calls).anyMatch(call -> call.states().get(0).updated() == null);
        assertThat(calls).anyMatch(call -> call.from().startsWith("client:"));
        assertThat(calls).anyMatch(call -> call.to().startsWith("sip:"));
        assertThat(calls).anyMatch(call -> call.deleted().isPresent());
        assertThat(calls)
                .anyMatch(call ->
                        call.last().start() != null && call.last().start().isAfter(call.created()));
    }

    /** While calls arrive between pages, each call that was there at the beginning is on exactly one page. */
    @Property(tries = 100)
    void pagesHoldWhileCallsArrive(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int pageSize, @ForAll ListBehaviour.Order order) {
        World world = new World(seed, NOW);
        SimulatedAccount account = world.addAccount(profile());
        Set<String> before = account.calls().stream()
                .filter(call -> call.exists(NOW) && call.deleted().isEmpty())
                // a start time that still moves may leave the pages to come
                .filter(call ->
                        call.last().start() != null && !call.last().from().isAfter(NOW))
                .map(SimulatedCall::sid)
                .collect(Collectors.toSet());
        List<String> read = new ArrayList<>();
        Instant now = NOW;
        Optional<String> next = Optional.of("/Calls.json?StartTime%3E=2026-01-01&PageSize=" + pageSize);
        while (next.isPresent() && read.size() < 5000) {
            HttpUrl url = HttpUrl.get("http://localhost" + next.get());
            CallsQuery query = CallsQuery.parse(url, false);
            CallsList.Page page = CallsList.page(account, query, order, now).orElseThrow();
            page.calls().forEach(call -> read.add(call.sid()));
            next = page.more()
                    ? Optional.of(
                            query.position().after(read.get(read.size() - 1)).uri(url))
                    : Optional.empty();
            now = now.plusSeconds(3);
            world.advanceTo(now);
        }
        assertThat(read).doesNotHaveDuplicates();
        assertThat(new HashSet<>(read)).containsAll(before);
    }

    /** Whoever asks for some days gets what a look at every call would find. */
    @Property(tries = 100)
    void aListOfSomeDaysIsWhole(
            @ForAll long seed, @ForAll @IntRange(max = 31) int first, @ForAll @IntRange(max = 31) int days) {
        SimulatedAccount account = account(seed);
        LocalDate from = LocalDate.of(2026, 10, 23).plusDays(first);
        HttpUrl url = HttpUrl.get("http://localhost/Calls.json?PageSize=1000&StartTime%3E=" + from + "&StartTime%3C="
                + from.plusDays(days));
        CallsQuery query = CallsQuery.parse(url, false);

        assertThat(CallsList.page(account, query, ListBehaviour.Order.OLDEST_FIRST, NOW)
                        .orElseThrow()
                        .calls())
                .containsExactlyElementsOf(account.calls().stream()
                        .filter(call -> call.exists(NOW) && query.matches(call, NOW))
                        .toList());
    }

    private static int rank(CallState state) {
        for (int i = 0; i < COURSE.size(); i++) {
            if (COURSE.get(i).contains(state.status())) {
                return i;
            }
        }
        throw new IllegalArgumentException(state.status());
    }

    private static SimulatedAccount account(long seed) {
        return new World(seed, NOW).addAccount(profile());
    }

    private static WorldProfile profile() {
        return WorldProfile.LIVELY
                .history(600, Duration.ofDays(30))
                .callsPerHour(600)
                .deletions(0.05);
    }
}
