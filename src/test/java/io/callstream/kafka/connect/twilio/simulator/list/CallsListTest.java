package io.callstream.kafka.connect.twilio.simulator.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import okhttp3.HttpUrl;

/** Properties of the pages of a Calls list. */
class CallsListTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");

    /** While calls arrive between pages, each call that existed when the first was read is on exactly one page. */
    @Property(tries = 100)
    void pagesAreCompleteWhileCallsArrive(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 200) int pageSize, @ForAll ListBehaviour.Order order) {
        World world = new World(seed, NOW);
        SimulatedAccount account = world.addAccount(profile());
        Set<String> before = account.calls().stream()
                .filter(call -> call.exists(NOW) && call.deleted().isEmpty())
                // a call whose start time still changes may move out of the pages that follow
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

    /** A list limited to some days has exactly the calls that a scan of all calls finds. */
    @Property(tries = 100)
    void listOfSomeDaysIsComplete(
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
