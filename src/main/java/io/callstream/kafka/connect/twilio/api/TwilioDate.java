package io.callstream.kafka.connect.twilio.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Dates as the API writes them (RFC 2822): {@code Tue, 31 Aug 2010 20:36:29 +0000}. Four of them are in every row, so
 * they are read without a formatter.
 */
final class TwilioDate {

    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int LENGTH = "Tue, 31 Aug 2010 20:36:29 +0000".length();

    private TwilioDate() {}

    /** The moment that a text says; empty if it says none. */
    static Optional<Instant> parse(String text) {
        if (text.length() != LENGTH
                || text.charAt(3) != ','
                || text.charAt(4) != ' '
                || text.charAt(7) != ' '
                || text.charAt(11) != ' '
                || text.charAt(16) != ' '
                || text.charAt(19) != ':'
                || text.charAt(22) != ':'
                || text.charAt(25) != ' ') {
            return Optional.empty();
        }
        int month = month(text);
        int day = number(text, 5, 7);
        int year = number(text, 12, 16);
        int hour = number(text, 17, 19);
        int minute = number(text, 20, 22);
        int second = number(text, 23, 25);
        int offset = offsetSeconds(text);
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
            return Optional.of(
                    Instant.ofEpochSecond(epochDay * 86_400 + hour * 3600L + minute * 60L + second - offset));
        } catch (DateTimeException e) {
            return Optional.empty(); // a day that the month does not have
        }
    }

    /** 1 to 12, or -1. */
    private static int month(String text) {
        for (int month = 0; month < 12; month++) {
            if (text.regionMatches(8, MONTHS, month * 3, 3)) {
                return month + 1;
            }
        }
        return -1;
    }

    private static int offsetSeconds(String text) {
        int hours = number(text, 27, 29);
        int minutes = number(text, 29, 31);
        char sign = text.charAt(26);
        if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59 || sign != '+' && sign != '-') {
            return Integer.MIN_VALUE;
        }
        int seconds = hours * 3600 + minutes * 60;
        return sign == '-' ? -seconds : seconds;
    }

    /** The digits between two positions as a number, or -1. */
    private static int number(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
