package io.callstream.kafka.connect.twilio.api.json;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Parser of the API's dates (RFC 2822): {@code Tue, 31 Aug 2010 20:36:29 +0000}. Every row has four, so it does without a
 * formatter.
 */
final class TwilioDate {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = "Tue, 31 Aug 2010 20:36:29 +0000".length();

    /**
     * The years 1970 to 9999. Connect rejects the record of an earlier time for good, whatever its error tolerance is
     * ({@code ConnectRecord} and {@code ProducerRecord} allow no negative timestamp), and a later one has no text that Avro's
     * and JSON's readers agree on.
     */
    private static final long MIN = 0;

    private static final long MAX = 253_402_300_799L;

    private TwilioDate() {}

    /** Parses a text; empty if it is not a valid date. */
    static Optional<Instant> parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    /** Parses a part of a buffer, without making a String of it. */
    static Optional<Instant> parse(char[] text, int start, int length) {
        if (length != LENGTH
                || text[start + 3] != ','
                || text[start + 4] != ' '
                || text[start + 7] != ' '
                || text[start + 11] != ' '
                || text[start + 16] != ' '
                || text[start + 19] != ':'
                || text[start + 22] != ':'
                || text[start + 25] != ' ') {
            return Optional.empty();
        }
        int month = month(text, start + 8);
        int day = number(text, start + 5, 2);
        int year = number(text, start + 12, 4);
        int hour = number(text, start + 17, 2);
        int minute = number(text, start + 20, 2);
        int second = number(text, start + 23, 2);
        int offset = offsetSeconds(text, start + 26);
        if (month < 0
                || day < 1
                || year < 0
                || hour < 0
                || hour > 23
                || minute < 0
                || minute > 59
                || second < 0
                || second > 60
                || offset == Integer.MIN_VALUE) {
            return Optional.empty();
        }
        try {
            long epochDay = LocalDate.of(year, month, day).toEpochDay();
            long epochSecond = epochDay * 86_400 + hour * 3600L + minute * 60L + second - offset;
            return epochSecond < MIN || epochSecond > MAX
                    ? Optional.empty()
                    : Optional.of(Instant.ofEpochSecond(epochSecond));
        } catch (DateTimeException e) {
            return Optional.empty(); // a day that the month does not have
        }
    }

    /** 1 to 12, or -1. */
    private static int month(char[] text, int at) {
        for (int month = 0; month < 12; month++) {
            if (text[at] == MONTHS.charAt(month * 3)
                    && text[at + 1] == MONTHS.charAt(month * 3 + 1)
                    && text[at + 2] == MONTHS.charAt(month * 3 + 2)) {
                return month + 1;
            }
        }
        return -1;
    }

    private static int offsetSeconds(char[] text, int at) {
        char sign = text[at];
        int hours = number(text, at + 1, 2);
        int minutes = number(text, at + 3, 2);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || sign != '+' && sign != '-') {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** The number that the digits form, or -1. */
    private static int number(char[] text, int at, int digits) {
        int number = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
