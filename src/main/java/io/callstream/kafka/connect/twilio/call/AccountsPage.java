package io.callstream.kafka.connect.twilio.call;

import java.util.List;
import java.util.Optional;

/**
 * One page of the list of accounts, without the secrets that its rows also hold.
 *
 * @param accounts the accounts in the order of the list
 * @param next where the list goes on; empty on its last page
 */
public record AccountsPage(List<ListedAccount> accounts, Optional<PageCursor> next) {}
