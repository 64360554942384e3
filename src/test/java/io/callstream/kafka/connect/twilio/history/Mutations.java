package io.callstream.kafka.connect.twilio.history;

import java.util.List;

/** The ways to write the sync wrong that the histories must tell from the right one. */
final class Mutations {

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "no stale guard",
                    "Ledger",
                    "return isOlder(row, entry) ? Verdict.STALE : Verdict.NEWER;",
                    "return Verdict.NEWER;"),
            new Mutation(
                    "an answer without the price passes for newer than one with it",
                    "Ledger",
                    "return row.price() == null && Life.isPriced(life[entry]);",
                    "return false;"),
            new Mutation(
                    "the status does not tell which row of a second is older",
                    "Ledger",
                    "return rank < known;",
                    "return false;"),
            new Mutation(
                    "only date_updated tells of a change",
                    "Ledger",
                    "if (fingerprint[entry] == row.fingerprint()) {",
                    "if (fingerprint[entry] == row.fingerprint()"
                            + " || dateUpdated[entry] == seconds(row.dateUpdated())) {"),
            new Mutation(
                    "a deleted call rises from the dead",
                    "Ledger",
                    "life[entry] = Life.DELETED;",
                    "index.remove(entry);",
                    "tombstones=1 deletions=15 lag_seconds=50 poll_seconds=30 past_calls=0 new_calls=150"),
            new Mutation(
                    "unpriced calls are not remembered over a restart",
                    "RestartRule",
                    "row.price() != null && unpriced.mayContain(SidKey.of(row.sid()).hash())",
                    "false"),
            new Mutation(
                    "a new offset forgets the unpriced calls that it inherited",
                    "Unpriced",
                    "hashes = new LongOpenHashSet(inherited.hashes());",
                    "hashes = new LongOpenHashSet();"),
            new Mutation(
                    "the unpriced calls of backfill windows are not taken over",
                    "AccountSync",
                    "restored.backfillSavedAfterRolling().map(WindowState.Backfill::unpriced).forEach(unpriced::addAll);",
                    ""),
            new Mutation(
                    "the ledger forgets calls while the backfill still owes their windows",
                    "AccountSync",
                    "step.last() && rolling.isFull(sweep) && backfill.isComplete()",
                    "step.last() && rolling.isFull(sweep)",
                    "peace=0 lookback_days=1 crash_polls=3 long_queues=20 past_hours=30 past_calls=100 long_stops=40"
                            + " polls=300 poll_seconds=300 backfill_start=0"),
            new Mutation("open calls are not watched", "OpenCalls", "unseen.add(sid);", ""),
            new Mutation(
                    "an open call that left its list is not asked for",
                    "OpenCalls",
                    "toSend.add(new Read.OfOpenCall(sid, new CallsRequest.OneCall(sid)));",
                    "open.remove(sid);"),
            new Mutation(
                    "the ledger is primed while the backfill owes the row",
                    "AccountSync",
                    "if (backfill.isComplete() || !isOfBackfill(row)) {",
                    "if (row != null) {"),
            new Mutation(
                    "the backfill emits calls that are younger than the first start",
                    "AccountSync",
                    "window.contents().include(row) && isOfBackfill(row) &&",
                    "window.contents().include(row) &&",
                    "peace=0 past_calls=100 past_hours=30 new_calls=60 poll_seconds=300 polls=20 page_size=3"
                            + " concurrency=1 refusals=10 crash_polls=3 ack_seconds=300 commit_polls=1 clean_stops=0"
                            + " backfill_start=0 order=0"),
            new Mutation(
                    "reads are taken not to lag",
                    "RollingWindows",
                    "READ_LAG = Duration.ofSeconds(60)",
                    "READ_LAG = Duration.ZERO"),
            new Mutation(
                    "the watermark is the end of a sweep, not its begin",
                    "Sweep",
                    "if (began == null) {",
                    "if (page != null) {"),
            new Mutation(
                    "the watermark moves before the sweep has reached the horizon",
                    "Sweep",
                    "return seenDownTo.isBefore(horizon);\n        }",
                    "return true;\n        }"),
            new Mutation(
                    "the horizon is counted from now: a downtime is lost",
                    "RollingWindows",
                    "depths.adopt(stored).values()",
                    "depths.all(readAt).values()"),
            new Mutation(
                    "a call's age is taken at the restart, not when the state was saved",
                    "AccountSync",
                    "restored.rolling().map(WindowState.Rolling::saved).orElse(started), watermarks",
                    "facts.readAt(), watermarks"),
            new Mutation(
                    "the deepest window's age counts for none",
                    "RestartRule",
                    "if (age.compareTo(window.getKey()) <= 0) {",
                    "if (age != null) {"),
            new Mutation(
                    "the sweep stops at the first old row, however the list runs",
                    "ListOrder",
                    "return descends && !ascends;",
                    "return true;"),
            new Mutation(
                    "the ledger drops by age what a sweep still reaches",
                    "AccountSync",
                    "ledger.dropBelow(rolling.lowestHorizon());",
                    "ledger.dropBelow(serverTime.minusSeconds(3600));"),
            new Mutation(
                    "the cursor is stored before the page is acknowledged",
                    "AccountSync",
                    "List.copyOf(news), List.of(), before, after,",
                    "List.copyOf(news), List.of(), after, after,"),
            new Mutation(
                    "bounds are taken to be inclusive: each month loses its last day",
                    "BackfillPlan",
                    "month.plusMonths(1).atDay(1)",
                    "month.atEndOfMonth()"),
            new Mutation(
                    "calls without a start time are in no window",
                    "BackfillPlan",
                    "new ArrayList<>(undated(settings, firstDay).toList())",
                    "new ArrayList<>()"),
            new Mutation(
                    "the month of the first start is left out",
                    "BackfillPlan",
                    "YearMonth last = monthOf(started);",
                    "YearMonth last = monthOf(started).minusMonths(1);"),
            new Mutation(
                    "a call that is younger than reads may lag passes for deleted",
                    "MissingCalls",
                    "Instant settled = RollingWindows.watermark(began);",
                    "Instant settled = began.plusSeconds(60);"),
            new Mutation(
                    "every window is read at every poll",
                    "RollingDepths",
                    "return above.compareTo(pollInterval) > 0 ? above : pollInterval;",
                    "return pollInterval;",
                    "peace=1 past_calls=119 past_hours=30 page_size=10 polls=300 order=0"),
            new Mutation(
                    "the last page to come in is judged before the one ahead of it",
                    "AccountSync",
                    "unjudged.remove()",
                    "((ArrayDeque<Received>) unjudged).removeLast()"),
            new Mutation(
                    "a state that was stored with other filters counts",
                    "AccountSync",
                    "stored.with(settings.filters())",
                    "stored",
                    "peace=0 filtered_lives=50 crash_polls=3 past_calls=60"),
            new Mutation("the ledger drops nothing", "AccountSync", "ledger.dropBelow(rolling.lowestHorizon());", ""));

    private Mutations() {}
}
