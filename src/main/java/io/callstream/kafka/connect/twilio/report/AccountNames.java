package io.callstream.kafka.connect.twilio.report;

import java.util.List;
import java.util.stream.Collectors;

/** Account SIDs as log lines show them; a long list is cut to its count and its first SIDs. */
public final class AccountNames {

    private static final int MAX_NAMED = 20;

    private AccountNames() {}

    public static String of(List<String> accounts) {
        String names = accounts.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return accounts.size() <= MAX_NAMED ? "[" + names + "]" : accounts.size() + " [" + names + ", ...]";
    }
}
