package io.callstream.kafka.connect.twilio.report;

import java.util.List;
import java.util.stream.Collectors;

/** Account SIDs as a log line names them: the first few of a long list, and how many there are. */
public final class AccountNames {

    private static final int MAX_NAMED = 20;

    private AccountNames() {}

    public static String of(List<String> accounts) {
        String names = accounts.stream().limit(MAX_NAMED).collect(Collectors.joining(", "));
        return accounts.size() <= MAX_NAMED ? "[" + names + "]" : accounts.size() + " [" + names + ", ...]";
    }
}
