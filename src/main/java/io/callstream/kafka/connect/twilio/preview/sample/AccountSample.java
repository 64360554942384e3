package io.callstream.kafka.connect.twilio.preview.sample;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a sample of an account's calls shows.
 *
 * @param since the day of the first call that the backfill reads; empty if it reads none
 * @param backfill calls that the backfill reads
 * @param lists the lists that it reads them from
 * @param callsPerDay average over the last week
 * @param pageTime time that one page takes
 * @param hasGuessedDays whether some days have more calls than were counted
 */
public record AccountSample(
        String sid,
        Optional<LocalDate> since,
        Quantity backfill,
        BackfillLists lists,
        double callsPerDay,
        Duration pageTime,
        boolean hasGuessedDays) {

    /**
     * The lists that the backfill reads, each to its end.
     *
     * @param count number of lists; 0 if the account's first page holds all its calls
     * @param listedAgain calls that appear in two lists: that of a month, and that of a status in which a call may never have
     *     started
     * @param longest calls in the longest list, whose pages are read one after another
     */
    public record BackfillLists(int count, double listedAgain, double longest) {}
}
