package io.callstream.kafka.connect.twilio.preview;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What is known of an account from a look at it.
 *
 * @param since the day on which the backfill finds its first call; empty if it finds none
 * @param backfill calls that the backfill reads
 * @param lists lists that the backfill reads, each to its end; 0 if its first page is all there is
 * @param listedAgain calls that the backfill's lists show twice: by month, and by a status in which a call may never have
 *     started
 * @param longestList calls in the longest of those lists, whose pages follow one another
 * @param callsPerDay calls that came each day of the last week
 * @param pageTime how long a page takes
 * @param hasGuessedDays whether there are days with more calls than were counted
 */
record AccountSample(
        String sid,
        Optional<LocalDate> since,
        Quantity backfill,
        int lists,
        double listedAgain,
        double longestList,
        double callsPerDay,
        Duration pageTime,
        boolean hasGuessedDays) {}
