package io.callstream.kafka.connect.twilio.api.http;

import java.util.regex.Pattern;

/** A URL or page cursor as a message shows it: without the phone numbers that {@code filter.to} and {@code filter.from} add. */
final class PrivateUrl {

    private static final Pattern NUMBERS = Pattern.compile("([?&](?:To|From)=)[^&]*");

    private PrivateUrl() {}

    static String of(Object url) {
        return NUMBERS.matcher(url.toString()).replaceAll("$1***");
    }
}
