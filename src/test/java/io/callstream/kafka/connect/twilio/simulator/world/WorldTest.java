package io.callstream.kafka.connect.twilio.simulator.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Properties of the simulated calls that captures of the real API show. */
class WorldTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final List<String> COURSE =
            List.of("queued", "ringing", "in-progress", "completed busy failed no-answer canceled");

    @Property(tries = 50)
    void sameSeedGivesTheSameWorld(@ForAll long seed) {
        assertThat(account(seed).calls()).isEqualTo(account(seed).calls());
    }

    @Property(tries = 50)
    void statesAdvanceAndAPriceChangesNothingElse(@ForAll long seed) {
        for (SimulatedCall call : account(seed).calls()) {
            CallState before = call.states().get(0);
            for (CallState state : call.states().subList(1, call.states().size())) {
                assertThat(rank(state)).isGreaterThanOrEqualTo(rank(before));
                assertThat(state.from()).isAfterOrEqualTo(before.from());
                if (state.price() != null && before.status().equals(state.status())) {
                    assertThat(state.updated())
                            .as("date_updated once the call has a price")
                            .isEqualTo(before.updated());
                    assertThat(state.from()).isAfter(before.from());
                }
                before = state;
            }
        }
    }

    @Property(tries = 30)
    void containsEveryKindOfCall(@ForAll long seed) {
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
