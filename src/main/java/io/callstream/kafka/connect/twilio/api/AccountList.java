package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.http.HttpExchange;
import io.callstream.kafka.connect.twilio.api.http.ListUrl;
import io.callstream.kafka.connect.twilio.api.http.TwilioResponse;
import io.callstream.kafka.connect.twilio.api.json.PageParser;
import io.callstream.kafka.connect.twilio.api.pace.Sender;
import io.callstream.kafka.connect.twilio.call.AccountsPage;
import io.callstream.kafka.connect.twilio.call.CursorLoop;
import io.callstream.kafka.connect.twilio.call.ListedAccount;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;

/** The accounts that the credential can read: the one it belongs to, and its subaccounts. */
public final class AccountList {

    private static final String PAGE_SIZE = "1000";

    private final String mainSid;
    private final HttpExchange exchange;
    private final ListUrl list;
    private final Sender sender;

    /**
     * @param mainSid the account that the credential belongs to
     * @param sender the list's own
     */
    AccountList(String mainSid, ApiSettings settings, HttpExchange exchange, Sender sender) {
        this.mainSid = mainSid;
        this.exchange = exchange;
        this.list = ListUrl.accounts(settings.baseUrl());
        this.sender = sender;
    }

    /**
     * Reads the list to its end.
     *
     * @return completes with all accounts, of any status, in the order of the list; with a
     *     {@link TwilioApiException} once retries are exhausted or cannot help; or with a
     *     {@link java.util.concurrent.CancellationException} when the {@link TwilioClient} is closed first
     */
    public CompletableFuture<List<ListedAccount>> read() {
        HttpUrl first = list.first()
                .newBuilder()
                .addQueryParameter("PageSize", PAGE_SIZE)
                .build();
        return readFrom(first, List.of(), new CursorLoop());
    }

    private CompletableFuture<List<ListedAccount>> readFrom(HttpUrl url, List<ListedAccount> before, CursorLoop loop) {
        return sender.<TwilioResponse, AccountsPage>send(
                        Priority.ROLLING,
                        attempt -> exchange.get(mainSid, url, attempt),
                        response -> response.read(PageParser::accounts))
                .thenCompose(page -> {
                    List<ListedAccount> soFar = new ArrayList<>(before);
                    soFar.addAll(page.accounts());
                    return page.next()
                            .map(next -> readFrom(next(next, loop), soFar, loop))
                            .orElseGet(() -> CompletableFuture.completedFuture(soFar));
                });
    }

    private HttpUrl next(PageCursor cursor, CursorLoop loop) {
        if (loop.isClosedBy(cursor)) {
            throw new TwilioApiException(
                    Fault.UNUSABLE,
                    "the list of accounts never ends",
                    "Account " + mainSid
                            + ": the pages of the list of accounts never end: the latest one leads back to a"
                            + " page that was read before. Check whether a proxy or cache between the worker and"
                            + " Twilio returns stale responses.",
                    Optional.empty(),
                    null);
        }
        try {
            return list.page(cursor.uri());
        } catch (IllegalArgumentException e) {
            throw new TwilioApiException(
                    Fault.UNUSABLE,
                    "the page cursor points to another URL",
                    "Account " + mainSid + ": " + e.getMessage()
                            + ". No request was sent, so no credential was exposed. Check any proxy or gateway between the"
                            + " worker and Twilio.",
                    Optional.empty(),
                    e);
        }
    }
}
