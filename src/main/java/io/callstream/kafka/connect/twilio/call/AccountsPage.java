package io.callstream.kafka.connect.twilio.call;

import java.util.List;
import java.util.Optional;

/**
 * One page of the list of accounts, without the secrets that its rows also hold.
 *
 * @param accounts the accounts in the order of the list
 * @param next cursor of the next page; empty on the last one
 */
public record AccountsPage(List<ListedAccount> accounts, Optional<PageCursor> next) {}
