package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.sync.SyncPlan;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Estimates how many calls an account has, for the Calls list tells no total: counts those of the last week, and of some
 * days of the time before.
 */
final class AccountSampler {

    /** Days that are looked at, at least: from fewer cannot be told how far the estimate may be off. */
    private static final int LEAST_DAYS = 12;

    private static final int MOST_DAYS = 60;

    /** All days of a week are counted: none of them stands for the others. */
    private static final int WEEK = 7;

    /** Before there was an API there were no calls. */
    private static final LocalDate EARLIEST = LocalDate.of(2008, 1, 1);

    private final String sid;
    private final CallsApi api;
    private final PageReader pages;
    private final SyncSettings settings;
    private final int mostPages;
    private final LongSupplier nanoTime;
    private final SamplingProgress progress;
    private final Random random;

    /**
     * @param mostPages pages of the account to look at, more or less
     * @param nanoTime monotonic clock
     * @param progress is told of days to look at, and of each that is done
     */
    AccountSampler(
            String sid,
            CallsApi api,
            SyncSettings settings,
            int mostPages,
            LongSupplier nanoTime,
            SamplingProgress progress) {
        this.sid = sid;
        this.api = api;
        this.pages = new PageReader(api);
        this.settings = settings;
        this.mostPages = mostPages;
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.random = new Random(sid.hashCode()); // the same account, the same days
    }

    /** Completes with the sample, with a {@link SampleException}, or as the API client does when it gives up. */
    CompletableFuture<AccountSample> sample() {
        return api.readFacts().thenCompose(facts -> NewestPages.read(pages, settings.pageSize(), nanoTime)
                .thenCompose(newest -> newest.isWholeList()
                        ? CompletableFuture.completedFuture(whole(newest, facts))
                        : sampleDays(newest, facts)));
    }

    /** A small account needs no guess. */
    private AccountSample whole(NewestPages newest, AccountFacts facts) {
        LocalDate today = day(facts.readAt());
        List<LocalDate> days = newest.days();
        List<LocalDate> backfill = backfillFrom(LocalDate.MIN)
                .map(from -> days.stream().filter(day -> !day.isBefore(from)).toList())
                .orElse(List.of());
        long week = days.stream()
                .filter(day -> !day.isBefore(today.minusDays(WEEK)) && day.isBefore(today))
                .count();
        boolean probeIsAll = settings.backfillStart() instanceof BackfillStart.All && newest.count() == 1;
        return new AccountSample(
                sid,
                backfill.stream().min(LocalDate::compareTo),
                Quantity.counted(backfill.size()),
                probeIsAll ? 0 : lists(facts).size(),
                probeIsAll ? 0 : newest.shareOf(statuses(facts)) * days.size(),
                backfill.size(),
                (double) week / daysOfWeek(facts, today),
                newest.pageTime(),
                false);
    }

    private CompletableFuture<AccountSample> sampleDays(NewestPages newest, AccountFacts facts) {
        LocalDate today = day(facts.readAt());
        LocalDate created = facts.created().map(AccountSampler::day).orElse(EARLIEST);
        if (backfillFrom(created).isEmpty()) {
            return sampleDays(newest, facts, Optional.empty());
        }
        return new FirstCallSearch(pages)
                .search(created, today.plusDays(1))
                .thenCompose(first -> sampleDays(newest, facts, first));
    }

    private CompletableFuture<AccountSample> sampleDays(
            NewestPages newest, AccountFacts facts, Optional<LocalDate> firstCall) {
        LocalDate today = day(facts.readAt());
        LocalDate tomorrow = today.plusDays(1);
        LocalDate weekAgo = today.minusDays(WEEK);
        int most = daysToLookAt(newest);
        Optional<LocalDate> since = firstCall.flatMap(this::backfillFrom);
        LocalDate from = since.orElse(tomorrow);
        LocalDate recent = weekAgo.isAfter(from) ? weekAgo : from;
        List<Stratum> backfill = new ArrayList<>(Stratum.divide(from, recent, most, random));
        backfill.addAll(Stratum.whole(recent, tomorrow));
        List<Stratum> before = firstCall
                .map(first -> Stratum.divide(first, from, LEAST_DAYS, random))
                .orElse(List.of());
        List<Stratum> week = Stratum.whole(weekAgo, today);
        DayReader reader = new DayReader(pages, settings.pageSize(), facts.readAt());
        return read(
                        reader,
                        Stream.of(backfill, before, week).flatMap(List::stream).toList())
                .thenApply(found -> {
                    Function<LocalDate, Quantity> of = day -> Objects.requireNonNull(found.get(day));
                    Quantity dated = total(backfill, of);
                    double ever = dated.value() + total(before, of).value();
                    double again = newest.shareOf(statuses(facts)) * ever * (1 + newest.undatedShare());
                    return new AccountSample(
                            sid,
                            since,
                            Quantity.sum(List.of(dated, undated(dated, newest))),
                            lists(facts).size(),
                            again,
                            Math.max(again, longestList(facts, backfill, of)),
                            total(week, of).value() * (1 + newest.undatedShare()) / daysOfWeek(facts, today),
                            newest.pageTime(),
                            found.values().stream().anyMatch(count -> !count.isCounted()));
                });
    }

    private CompletableFuture<Map<LocalDate, Quantity>> read(DayReader reader, List<Stratum> strata) {
        Map<LocalDate, CompletableFuture<Quantity>> days = new HashMap<>();
        List<LocalDate> toRead = strata.stream()
                .flatMap(stratum -> stratum.days().stream())
                .distinct()
                .toList();
        progress.daysToLookAt(toRead.size());
        toRead.forEach(day -> days.put(day, reader.read(day).whenComplete((count, failure) -> progress.dayDone())));
        return CompletableFuture.allOf(days.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> days.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, day -> day.getValue().join())));
    }

    /** Fewer of a busy account, whose days have many pages. */
    private int daysToLookAt(NewestPages newest) {
        double pagesOfDay = Math.max(1, Math.min(DayReader.MOST_PAGES, newest.callsPerDay() / settings.pageSize()));
        return (int) Math.max(LEAST_DAYS, Math.min(MOST_DAYS, mostPages / pagesOfDay));
    }

    /** Calls that never started are in no day's list: as many as among the newest calls, or so; and if none, then few. */
    private static Quantity undated(Quantity dated, NewestPages newest) {
        double share = newest.undatedShare();
        double error = Math.max(share / 2, 1.0 / newest.days().size());
        return new Quantity(dated.value() * share, dated.value() * error, 0);
    }

    private double longestList(AccountFacts facts, List<Stratum> strata, Function<LocalDate, Quantity> found) {
        return lists(facts).stream()
                .filter(list -> list.status().isEmpty())
                .mapToDouble(list -> strata.stream()
                        .mapToDouble(stratum -> stratum.within(
                                list.startFrom().orElse(EARLIEST),
                                list.startBefore().orElse(stratum.before()),
                                found))
                        .sum())
                .max()
                .orElse(0);
    }

    private List<CallFilter> lists(AccountFacts facts) {
        return SyncPlan.backfillLists(settings, facts.readAt(), facts.created());
    }

    private List<String> statuses(AccountFacts facts) {
        return lists(facts).stream().flatMap(list -> list.status().stream()).toList();
    }

    /** The first day that the backfill reads of an account with calls from a day on; empty if there is no backfill. */
    private Optional<LocalDate> backfillFrom(LocalDate firstCall) {
        BackfillStart start = settings.backfillStart();
        if (start instanceof BackfillStart.None) {
            return Optional.empty();
        }
        return Optional.of(
                start instanceof BackfillStart.From from && from.day().isAfter(firstCall) ? from.day() : firstCall);
    }

    /** Days of the last week that the account has seen. */
    private static long daysOfWeek(AccountFacts facts, LocalDate today) {
        long age = facts.created()
                .map(AccountSampler::day)
                .map(created -> today.toEpochDay() - created.toEpochDay())
                .orElse((long) WEEK);
        return Math.max(1, Math.min(WEEK, age));
    }

    private static Quantity total(List<Stratum> strata, Function<LocalDate, Quantity> found) {
        return Quantity.sum(strata.stream().map(stratum -> stratum.total(found)).toList());
    }

    private static LocalDate day(Instant moment) {
        return moment.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
