package io.callstream.kafka.connect.twilio.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.world.CallDetails;
import io.callstream.kafka.connect.twilio.simulator.world.CallState;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.sync.AccountSync;
import io.callstream.kafka.connect.twilio.sync.Read;
import io.callstream.kafka.connect.twilio.sync.RestoredAccount;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.FilterHash;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * A completed call that has no {@code start_time}, which the API has not been seen to show: no list by time holds it, and the
 * backfill reads no list of all completed calls.
 */
class CompletedWithoutStartTest {

    private static final String OF_THE_PAST = "CA" + "0".repeat(31) + "1";
    private static final String NEW = "CA" + "0".repeat(31) + "2";

    @Test
    void arrivesIfItIsNewButNotFromThePastOfALargeAccount() {
        assertThat(arriving(100)).contains(NEW).doesNotContain(OF_THE_PAST).hasSizeGreaterThan(100);
    }

    @Test
    void arrivesFromThePastOfAnAccountOfOnePage() {
        assertThat(arriving(5)).contains(NEW, OF_THE_PAST);
    }

    /** The calls that arrive from an account of some past calls, and the two without a start. */
    private static Set<String> arriving(int pastCalls) {
        Plan plan = Plan.parse("seed=1 peace=1 age_unknown=0 lag_seconds=0 skew_seconds=0 order=0 deletions=0"
                + " month_end_minutes=0 new_calls=0 past_hours=1 stuck_calls=0 old_hosts=0 repeated_rows=0 past_calls="
                + pastCalls);
        SimulatedWorld world = new SimulatedWorld(plan, new Random(plan.seed()));
        Instant start = world.firstStart();
        world.advanceTo(start.toEpochMilli());
        world.account().add(completed(world.account().sid(), OF_THE_PAST, start.minusSeconds(120)));
        world.account().add(completed(world.account().sid(), NEW, start.plusSeconds(60)));
        return read(new SimulatedReads(plan, new Random(plan.seed()), world), world);
    }

    private static SimulatedCall completed(String account, String sid, Instant created) {
        CallState state =
                new CallState(created, "completed", true, created, null, created.plusSeconds(20), "20", "-0.00850");
        return new SimulatedCall(
                sid,
                account,
                created,
                "inbound",
                "+14155550177",
                "+14155550122",
                Optional.empty(),
                CallDetails.PLAIN,
                List.of(state),
                Optional.empty());
    }

    /** Reads for two hours, so that sweeps of several windows show every call. */
    private static Set<String> read(SimulatedReads reads, SimulatedWorld world) {
        SyncSettings settings = new SyncSettings(
                Duration.ofSeconds(30),
                Duration.ofDays(1),
                20,
                1,
                new BackfillStart.All(),
                new UserFilters(FilterHash.NONE, Optional.empty()),
                false);
        Instant start = world.firstStart();
        AccountSync sync = new AccountSync(
                settings,
                new AccountFacts(Optional.of(world.account().created()), start),
                RestoredAccount.NOTHING,
                start.toEpochMilli(),
                event -> {});
        Set<String> sids = new HashSet<>();
        long now = start.toEpochMilli();
        long end = now + Duration.ofHours(2).toMillis();
        while (now < end) {
            List<Read> next = sync.next(now, 1);
            now = next.isEmpty() ? Math.max(now + 1, sync.nextDue()) : now;
            for (Read read : next) {
                Response response = reads.respond(read, now);
                now = response.at();
                sync.take(read, response.reply(), now)
                        .ifPresent(
                                page -> page.changes().stream().map(Call::sid).forEach(sids::add));
            }
        }
        return sids;
    }
}
