package io.callstream.kafka.connect.twilio.preview.sample;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample.BackfillLists;
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
 * Estimates how many calls an account has, because the Calls list returns no total: counts the calls of the last week and
 * of a sample of the days before it.
 */
public final class AccountSampler {

    /** Minimum number of sampled days: fewer do not show how far off the estimate may be. */
    private static final int MIN_DAYS = 12;

    private static final int MAX_DAYS = 60;

    /** The days of the last week are all counted, because weekdays differ. */
    private static final int WEEK = 7;

    /** No account has calls from before the API existed. */
    private static final LocalDate EARLIEST = LocalDate.of(2008, 1, 1);

    private final String sid;
    private final CallsApi api;
    private final PageReader pages;
    private final SyncSettings settings;
    private final int maxPages;
    private final LongSupplier nanoTime;
    private final SamplingProgress progress;
    private final Random random;

    /**
     * @param maxPages approximate number of pages to read
     * @param nanoTime monotonic clock
     * @param progress receives the number of days to count, and each day that is done
     */
    public AccountSampler(
            String sid,
            CallsApi api,
            SyncSettings settings,
            int maxPages,
            LongSupplier nanoTime,
            SamplingProgress progress) {
        this.sid = sid;
        this.api = api;
        this.pages = new PageReader(api);
        this.settings = settings;
        this.maxPages = maxPages;
        this.nanoTime = nanoTime;
        this.progress = progress;
        this.random = new Random(sid.hashCode()); // two runs sample the same days of an account
    }

    /** Completes with the sample, or fails with a {@link SampleException} or the API client's own exception. */
    public CompletableFuture<AccountSample> sample() {
        return api.readFacts().thenCompose(facts -> NewestPages.read(pages, settings.pageSize(), nanoTime)
                .thenCompose(newest -> newest.isWholeList()
                        ? CompletableFuture.completedFuture(whole(newest, facts))
                        : sampleDays(newest, facts)));
    }

    /** The sample of an account whose calls have all been read. */
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
                new BackfillLists(
                        probeIsAll ? 0 : lists(facts).size(),
                        probeIsAll ? 0 : newest.shareOf(statuses(facts)) * days.size(),
                        backfill.size()),
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
        int maxDays = daysToSample(newest);
        Optional<LocalDate> since = firstCall.flatMap(this::backfillFrom);
        LocalDate from = since.orElse(tomorrow);
        LocalDate recent = weekAgo.isAfter(from) ? weekAgo : from;
        List<Stratum> backfill = new ArrayList<>(Stratum.divide(from, recent, maxDays, random));
        backfill.addAll(Stratum.whole(recent, tomorrow));
        List<Stratum> before = firstCall
                .map(first -> Stratum.divide(first, from, MIN_DAYS, random))
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
                            new BackfillLists(
                                    lists(facts).size(), again, Math.max(again, longestList(facts, backfill, of))),
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
        progress.addDays(toRead.size());
        toRead.forEach(day -> days.put(day, reader.read(day).whenComplete((count, failure) -> progress.dayDone())));
        return CompletableFuture.allOf(days.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> days.entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, day -> day.getValue().join())));
    }

    /** Number of days to sample: fewer in a busy account, whose days have many pages. */
    private int daysToSample(NewestPages newest) {
        double pagesOfDay = Math.max(1, Math.min(DayReader.MAX_PAGES, newest.callsPerDay() / settings.pageSize()));
        return (int) Math.max(MIN_DAYS, Math.min(MAX_DAYS, maxPages / pagesOfDay));
    }

    /**
     * Calls that never started, which no day's list contains. Their share is taken from the newest calls; the error is not
     * zero even if there are none among those.
     */
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

    /** The first day that the backfill reads, given the day of the account's first call; empty if there is no backfill. */
    private Optional<LocalDate> backfillFrom(LocalDate firstCall) {
        BackfillStart start = settings.backfillStart();
        if (start instanceof BackfillStart.None) {
            return Optional.empty();
        }
        return Optional.of(
                start instanceof BackfillStart.From from && from.day().isAfter(firstCall) ? from.day() : firstCall);
    }

    /** Days of the last week on which the account existed, at least 1. */
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
