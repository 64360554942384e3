package io.callstream.kafka.connect.twilio.history.mutation;

import java.util.List;

/** The ways to write the sync wrong that the histories must detect. */
final class Mutations {

    static final List<Mutation> ALL = List.of(
            new Mutation(
                    "no stale guard",
                    "Ledger",
                    "return age < 0 || again ? Verdict.STALE : Verdict.NEWER;",
                    "return Verdict.NEWER;"),
            new Mutation(
                    "a row without the price counts as newer than one with it",
                    "Ledger",
                    "return Boolean.compare(row.price() != null, Life.isPriced(life[entry]));",
                    "return 1;"),
            new Mutation(
                    "the status does not decide which row of a second is older",
                    "Ledger",
                    "return rank - known;",
                    "return 1;"),
            new Mutation(
                    "only date_updated shows a change",
                    "Ledger",
                    "if (fingerprint[entry] == row.fingerprint()) {",
                    "if (fingerprint[entry] == row.fingerprint()"
                            + " || dateUpdated[entry] == seconds(row.dateUpdated())) {"),
            new Mutation(
                    "how a row is written counts as a change of its call",
                    "CallField",
                    "return role == Role.STATE;",
                    "return kind != Kind.TEXTS;",
                    "presentations=50"),
            new Mutation(
                    "a price with another number of digits counts as another price",
                    "Fingerprint",
                    "hash(number.stripTrailingZeros().toString())",
                    "hash(number.toString())",
                    "presentations=50"),
            new Mutation(
                    "a deleted call is emitted again",
                    "Ledger",
                    "life[entry] = Life.DELETED;",
                    "index.remove(entry);",
                    "peace=0 tombstones=1 deletions=60 trouble=20 page_size=3 concurrency=4 lag_seconds=50 poll_seconds=30"
                            + " past_calls=0 new_calls=150 polls=300 crash_polls=0 status=0 false_404s=0"),
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
                    "the unpriced calls of backfill windows are not merged",
                    "KnownCalls",
                    "restored.backfillSavedAfterRolling().map(WindowState.Backfill::unpriced).forEach(unpriced::addAll);",
                    ""),
            new Mutation(
                    "the ledger drops calls before the backfill has read their windows",
                    "AccountSync",
                    "sweep.isOver() && rolling.isFull(sweep) && backfill.isComplete()",
                    "sweep.isOver() && rolling.isFull(sweep)",
                    "peace=0 lookback_days=1 crash_polls=3 long_queues=20 past_hours=30 past_calls=100 long_stops=40"
                            + " polls=300 poll_seconds=300 backfill_start=0 trouble=20 page_size=3 rejections=0"
                            + " token_minutes=0 anchors_die=0 filtered_lives=0"),
            new Mutation("open calls are not watched", "OpenCalls", "unseen.addAll(ages.keySet());", ""),
            new Mutation(
                    "old open calls are looked at half as often",
                    "OpenList",
                    "youngest.toMillis() / READS_WITHIN_AGE",
                    "2 * youngest.toMillis() / READS_WITHIN_AGE"),
            new Mutation(
                    "many open calls are looked at half as often",
                    "OpenList",
                    "pages * pollMillis",
                    "2 * pages * pollMillis",
                    "peace=1 stuck_calls=80 past_calls=119 past_hours=4 polls=300 page_size=10 order=0"),
            new Mutation(
                    "open calls are looked at after the age of the oldest",
                    "OpenList",
                    "ages.stream().min(",
                    "ages.stream().max("),
            new Mutation(
                    "old open calls are looked at in each poll",
                    "OpenList",
                    "youngest.toMillis() / READS_WITHIN_AGE",
                    "0"),
            new Mutation(
                    "all of many open calls are read in each poll",
                    "OpenList",
                    "pages * pollMillis",
                    "pollMillis",
                    "peace=1 stuck_calls=80 past_calls=119 past_hours=4 polls=300 page_size=10 order=0"),
            new Mutation(
                    "an open call that was not found waits for the next reading of its list",
                    "OpenCalls",
                    "absent.forEach(sid -> hasLeft(sid, now));",
                    "",
                    "peace=1 false_404s=30 stuck_calls=80 past_calls=119 past_hours=2000 polls=300 poll_seconds=300"
                            + " page_size=100 order=0 lookback_days=1 backfill_start=0 filtered_lives=0"),
            new Mutation(
                    "an open call that left its list is not requested",
                    "OpenCalls",
                    "toSend.add(new Read.OfOpenCall(sid, new CallsRequest.OneCall(sid), now));",
                    "open.remove(sid);"),
            new Mutation(
                    "a row that is left to the backfill enters the ledger",
                    "KnownCalls",
                    "if (backfillIsComplete || !isOfBackfill(row)) {",
                    "if (row != null) {"),
            new Mutation(
                    "the backfill emits calls that are younger than the first start",
                    "KnownCalls",
                    "return isOfBackfill(row)\n                && switch",
                    "return switch",
                    "peace=0 past_calls=100 past_hours=30 new_calls=60 poll_seconds=300 polls=20 page_size=3"
                            + " concurrency=1 rejections=10 crash_polls=3 ack_seconds=300 commit_polls=1 clean_stops=0"
                            + " backfill_start=0 order=0"),
            new Mutation(
                    "replicas count as never lagging", "ReplicaLag", "return readAt.minus(MAX);", "return readAt;"),
            new Mutation(
                    "the watermark is the end of a sweep, not its start",
                    "Sweep",
                    "if (began == null) {",
                    "if (page != null) {"),
            new Mutation(
                    "the watermark moves before the sweep has reached the horizon",
                    "RollingWindow",
                    "if (sweep.hasReached(horizon())) {",
                    "if (sweep != null) {"),
            new Mutation(
                    "the horizon is counted from now: a downtime is lost",
                    "RollingWindows",
                    "depths.adopt(stored).values()",
                    "depths.all(readAt).values()"),
            new Mutation(
                    "the next sweep relies on a catch-up that was abandoned",
                    "RollingWindow",
                    "void expectNothing() {\n        expected = watermark;",
                    "void expectNothing() {",
                    "peace=0 rejections=20 crash_polls=15 long_stops=40"),
            new Mutation(
                    "a call's age is taken at the restart, not when the state was saved",
                    "AccountSync",
                    "restored.rolling().map(WindowState.Rolling::saved).orElse(started);",
                    "facts.readAt();"),
            new Mutation(
                    "every call counts as held by the shallowest window",
                    "RestartRule",
                    "if (age.compareTo(window.getKey()) <= 0) {",
                    "if (age != null) {"),
            new Mutation(
                    "the sweep stops at the first old row, in any order of the list",
                    "ListOrder",
                    "return descends && !ascends;",
                    "return true;"),
            new Mutation(
                    "the ledger drops calls that a sweep still reaches",
                    "AccountSync",
                    "known.allSeen(rolling.lowestHorizon(),",
                    "known.allSeen(serverTime.minusSeconds(3600),"),
            new Mutation(
                    "the cursor is stored before the page is acknowledged",
                    "AccountSync",
                    "List.copyOf(changes), List.of(), before, after,",
                    "List.copyOf(changes), List.of(), after, after,"),
            new Mutation(
                    "bounds count as inclusive: each month loses its last day",
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
                    "a call that is younger than the replica lag counts as deleted",
                    "MissingCalls",
                    "Instant settled = ReplicaLag.settledAt(began);",
                    "Instant settled = began.plusSeconds(60);"),
            new Mutation(
                    "every window is read at every poll",
                    "RollingDepths",
                    "return above.compareTo(pollInterval) > 0 ? above : pollInterval;",
                    "return pollInterval;",
                    "peace=1 past_calls=119 past_hours=30 page_size=10 polls=300 order=0"),
            new Mutation(
                    "a state that was stored with other filters counts",
                    "AccountSync",
                    "stored.with(filters)",
                    "stored",
                    "peace=0 filtered_lives=50 crash_polls=3 past_calls=60"),
            new Mutation(
                    "backfill windows forget the unpriced calls that they inherited",
                    "BackfillWindow",
                    "new Unpriced(stored.map(WindowState.Backfill::unpriced).orElse(UnpricedCalls.NONE))",
                    "new Unpriced(UnpricedCalls.NONE)",
                    "peace=0 past_calls=119 past_hours=4 new_calls=0 late_prices=60 page_size=3 concurrency=1 crash_polls=3"
                            + " ack_seconds=1 commit_polls=1 backfill_start=0 long_stops=40 long_calls=50 polls=120"
                            + " poll_seconds=300 corrections=0"),
            new Mutation(
                    "the watermark is the highest date_updated: it stands still in a quiet account",
                    "Sweep",
                    "began = page.readAt();",
                    "began = page.calls().stream().map(row -> row.dateUpdated()).filter(java.util.Objects::nonNull)"
                            + ".max(Instant::compareTo).orElse(page.readAt());",
                    "clock_steps=0"),
            new Mutation(
                    "the watermark is taken from a local clock that is a minute fast",
                    "Sweep",
                    "began = page.readAt();",
                    "began = page.readAt().plusSeconds(60);",
                    "peace=0 clock_steps=0 lag_seconds=50 crash_polls=3 commit_polls=1 ack_seconds=1 poll_seconds=30"
                            + " new_calls=150 polls=300 rejections=0 trouble=0"),
            new Mutation(
                    "watermarks are in several source partitions: one is stored before a record that it covers",
                    "ModelOfConnect",
                    "while (!sent.isEmpty() && sent.peek().acknowledgedAt() <= now) {\n"
                            + "                committed.put(window, sent.remove().offset());\n            }",
                    "sent.removeIf(record -> { boolean known = record.acknowledgedAt() <= now;"
                            + " if (known) { committed.put(window, record.offset()); } return known; });",
                    "peace=0 crash_polls=3 ack_seconds=300 commit_polls=1 clean_stops=0 new_calls=150 poll_seconds=30"
                            + " polls=300"),
            new Mutation(
                    "a call that is missing in a list is not requested before its tombstone",
                    "AccountSync",
                    "if (reply instanceof CallsReply.Page received) {\n"
                            + "            return takePage(read, received.page(), now);\n        }\n"
                            + "        if (reply instanceof CallsReply.NoSuchCall) {",
                    "if (reply instanceof CallsReply.Page received && !(read instanceof Read.OfMissingCall)) {\n"
                            + "            return takePage(read, received.page(), now);\n        }\n"
                            + "        if (!(reply instanceof CallsReply.CursorRejected)) {",
                    "peace=0 tombstones=1 holes=5 false_404s=0"),
            new Mutation(
                    "an abandoned sweep moves watermarks",
                    "RollingWindows",
                    "sweep.abandon();",
                    "if (sweep.hasBegun()) {\n"
                            + "            take(sweep, new CallsPage(List.of(), Optional.empty(), sweep.began(),"
                            + " Optional.empty(), 0));\n        }\n        sweep.abandon();",
                    "peace=0 rejections=20"),
            new Mutation(
                    "one 404 ends the watch over an open call",
                    "OpenCalls",
                    "&& absences.isConfirmed(read.sid(), read.requestedAt(), now)",
                    "",
                    "false_404s=30 tombstones=0 long_calls=50 long_queues=20"),
            new Mutation(
                    "one 404 is enough for a tombstone",
                    "MissingCalls",
                    "absences.isConfirmed(read.sid(), read.requestedAt(), now)",
                    "true",
                    "peace=0 false_404s=90 holes=50 tombstones=1 past_calls=60 deletions=0"),
            new Mutation(
                    "open calls that are left to the backfill are not watched",
                    "KnownCalls",
                    "openCalls.note(row, readAt); // the row",
                    "// the row",
                    "peace=0 rejections=90 page_size=100 past_calls=119 past_hours=4 long_calls=50 long_queues=20"
                            + " crash_polls=15 poll_seconds=300 holes=0 trouble=0 clock_steps=0 filtered_lives=0 order=0"
                            + " backfill_start=0 false_404s=0"),
            new Mutation("the ledger drops nothing", "KnownCalls", "ledger.dropBelow(floor);", ""),
            new Mutation(
                    "one row shows how far a sweep has seen",
                    "ListOrder",
                    "proven.size() == WITNESSES",
                    "!proven.isEmpty()",
                    "page_size=1"),
            new Mutation(
                    "two rows in a wrong place end a sweep",
                    "ListOrder",
                    "static final int WITNESSES = 3;",
                    "static final int WITNESSES = 2;",
                    "page_size=2 order=7"),
            new Mutation(
                    "rows created within a minute show the order of the list",
                    "ListOrder",
                    "created.isBefore(newest.minus(SLACK))",
                    "created.isBefore(newest)",
                    "page_size=3 order=8"),
            new Mutation(
                    "a deeper window than before takes the watermark of the shallowest",
                    "RollingDepths",
                    "deepEnough.isEmpty() ? stored.lastKey()",
                    "deepEnough.isEmpty() ? stored.firstKey()",
                    "peace=0 other_settings=50 crash_polls=15 long_stops=40 lookback_days=14 poll_seconds=1800 polls=300"
                            + " new_calls=150 corrections=20 status=0 filtered_lives=0"),
            new Mutation(
                    "a month that was read from its middle on counts as read",
                    "BackfillPlan",
                    "from.getDayOfMonth() == 1 ? WindowId.month(month) : WindowId.monthFrom(from)",
                    "WindowId.month(month)",
                    "peace=0 other_settings=50 crash_polls=15 past_calls=100 past_hours=400"),
            new Mutation(
                    "the backfill reads lists of statuses that the user's filter excludes",
                    "BackfillPlan",
                    ".filter(settings.filters()::allowStatus)",
                    ".filter(status -> true)",
                    "status=1"),
            new Mutation(
                    "a date that is ahead of the worker's clock counts",
                    "ServerClock",
                    "earliest(ahead, limit, Duration.ZERO)",
                    "ahead",
                    "peace=0 dates_ahead=3600 workers_clock=0"),
            new Mutation(
                    "the server's time advances faster than the monotonic clock",
                    "ServerClock",
                    "earliest(ahead, limit, Duration.ZERO)",
                    "earliest(ahead, ahead, Duration.ZERO)",
                    "peace=0 dates_ahead=300 workers_clock=1800 share_of_dates_ahead=30"),
            new Mutation(
                    "a stored watermark in the future counts",
                    "RestoredAccount",
                    "watermark.isAfter(ReplicaLag.settledAt(limit)) ? deeper : watermark",
                    "watermark",
                    "peace=0 offsets_ahead=20 crash_polls=3"),
            new Mutation(
                    "a window that was swept after the present waits until then",
                    "RollingWindow",
                    "isAhead ? Duration.ZERO : Duration.between(",
                    "Duration.between(",
                    "peace=0 workers_clock=-172800 crash_polls=3 long_stops=40"),
            new Mutation(
                    "a backfill window does not remember what it has shown",
                    "BackfillWindow",
                    "return shown.add(row);",
                    "return true;",
                    "repeated_rows=60"),
            new Mutation(
                    "a state that was replaced is a change again at once",
                    "Ledger",
                    "boolean again = age == 0 &&",
                    "boolean again = false &&",
                    "old_hosts=50"),
            new Mutation(
                    "the ledger does not keep an old call that has just ended",
                    "Ledger",
                    "!isBelow(floor, changed) || !isBelow(floor, row.dateCreated())",
                    "!isBelow(floor, row.dateCreated())",
                    "stuck_calls=80 past_calls=119 trouble=20 lag_seconds=50 peace=0 lookback_days=1"),
            new Mutation(
                    "a repeated row is evidence of the order",
                    "ListOrder",
                    "sids.add(row.sid()) && !above.contains(row.sid()) && created != null",
                    "created != null",
                    "peace=1 repeated_rows=60 order=0 page_size=3 past_calls=119 past_hours=400 lookback_days=14"
                            + " polls=300 backfill_start=1"),
            new Mutation(
                    "a call that filter.status excludes stays open in the ledger",
                    "OpenCalls",
                    "leftFilter.accept(sid);",
                    "",
                    "status=2 peace=1"));

    private Mutations() {}
}
