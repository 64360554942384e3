package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.http.CallsUrls;
import io.callstream.kafka.connect.twilio.api.http.HttpExchange;
import io.callstream.kafka.connect.twilio.api.http.TwilioResponse;
import io.callstream.kafka.connect.twilio.api.json.MalformedPageException;
import io.callstream.kafka.connect.twilio.api.json.PageParser;
import io.callstream.kafka.connect.twilio.api.json.PageParser.Parsed;
import io.callstream.kafka.connect.twilio.api.pace.PageSizer;
import io.callstream.kafka.connect.twilio.api.pace.Sender;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the requests about one account. Never blocks: requests wait for their turn, and failed ones are retried. */
public final class AccountClient implements CallsApi {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClient.class);

    private final String accountSid;
    private final HttpExchange exchange;
    private final CallsUrls urls;
    private final PageSizer pageSizer;
    private final boolean skipRowsWithoutSid;
    private final Sender sender;

    /**
     * @param sender the account's own
     */
    AccountClient(String accountSid, ApiSettings settings, HttpExchange exchange, Sender sender) {
        this.accountSid = accountSid;
        this.exchange = exchange;
        this.urls = new CallsUrls(settings.baseUrl(), accountSid, settings.filters());
        this.pageSizer = new PageSizer(settings.limits().maxPageSize());
        this.skipRowsWithoutSid = settings.skipRowsWithoutSid();
        this.sender = sender;
    }

    @Override
    public CompletableFuture<AccountFacts> readFacts() {
        return sender.send(
                        Priority.ROLLING,
                        attempt -> exchange.get(accountSid, urls.account(), attempt),
                        new FactsReader())
                .exceptionallyCompose(failure -> factsWithoutAge(failure));
    }

    @Override
    public CompletableFuture<CallsReply> send(CallsRequest request, Priority priority) {
        PageSizer.Page page = pageSizer.page(request.maxRows());
        return sender.send(priority, attempt -> request(request, page, attempt), new ReplyReader(request, page));
    }

    /** For a credential that can read the calls but not the account: the server's time comes from the list of calls. */
    private CompletableFuture<AccountFacts> factsWithoutAge(Throwable failure) {
        if (!isForbidden(TwilioApiException.causeOf(failure))) {
            return CompletableFuture.failedFuture(failure);
        }
        CallsRequest oneRow = new CallsRequest.FirstPage(CallFilter.NONE, 1);
        return send(oneRow, Priority.ROLLING).thenApply(reply -> {
            LOG.info(
                    "{}: the credential cannot read the account's creation date. The backfill reads the last 13 months"
                            + " month by month, and everything older as one list.",
                    accountSid);
            Instant readAt = ((CallsReply.Page) reply).page().readAt();
            return new AccountFacts(Optional.empty(), readAt, exchange.clock().latest());
        });
    }

    private static boolean isForbidden(Throwable failure) {
        return failure instanceof TwilioApiException known && known.fault().concernsOneAccount();
    }

    private CompletableFuture<TwilioResponse> request(CallsRequest request, PageSizer.Page page, int attempt) {
        HttpUrl url;
        try {
            url = urls.of(request, page.rowsToRequest());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new TwilioApiException(
                    Fault.UNUSABLE,
                    "the page cursor points to another URL",
                    "Account " + accountSid + ": " + e.getMessage()
                            + ". No request was sent, so no credential was exposed. If you edited the offset, correct its"
                            + " page_uri; otherwise check any proxy or gateway between the worker and Twilio.",
                    Optional.empty(),
                    e));
        }
        return exchange.get(accountSid, url, attempt);
    }

    /**
     * Reads the account resource. Standard and restricted API keys may not read it, though they can read the calls, so a
     * rejection is expected. It is retried all the same: Twilio rejects a good credential now and then.
     */
    private final class FactsReader implements Sender.Reader<TwilioResponse, AccountFacts> {

        @Override
        public AccountFacts read(TwilioResponse response) {
            return new AccountFacts(
                    response.read(PageParser::accountCreated),
                    response.readAt(),
                    exchange.clock().latest());
        }

        @Override
        public boolean isExpected(Throwable failure) {
            return isForbidden(failure);
        }
    }

    /** Turns responses, and the failures that are replies, into replies; reports both to the page sizer. */
    private final class ReplyReader implements Sender.Reader<TwilioResponse, CallsReply> {

        private final CallsRequest request;
        private final PageSizer.Page page;

        ReplyReader(CallsRequest request, PageSizer.Page page) {
            this.request = request;
            this.page = page;
        }

        @Override
        public CallsReply read(TwilioResponse response) {
            try {
                Parsed parsed = response.read(body -> parse(body, response.url()));
                page.succeeded(parsed.next().isPresent(), parsed.calls().size() + parsed.skippedRows());
                return new CallsReply.Page(new CallsPage(
                        parsed.calls(), parsed.next(), response.readAt(), response.requestId(), parsed.skippedRows()));
            } catch (TwilioApiException e) {
                noteFailure(e.fault());
                throw e;
            }
        }

        /** A rejected cursor and a deleted call are replies: the sync decides what follows from them. */
        @Override
        public Optional<CallsReply> replyTo(Throwable failure) {
            if (!(failure instanceof TwilioApiException known)) {
                page.failedAnyway();
                return Optional.empty();
            }
            Fault fault = known.fault();
            noteFailure(fault);
            boolean rejected = fault == Fault.BAD_REQUEST || fault == Fault.NOT_FOUND;
            if (request instanceof CallsRequest.NextPage && rejected) {
                return Optional.of(new CallsReply.CursorRejected(known.what()));
            }
            return request instanceof CallsRequest.OneCall && fault == Fault.NOT_FOUND
                    ? Optional.of(new CallsReply.NoSuchCall())
                    : Optional.empty();
        }

        private Parsed parse(InputStream body, HttpUrl url) throws IOException {
            PageParser parser = new PageParser(accountSid, skipRowsWithoutSid);
            Parsed parsed = request instanceof CallsRequest.OneCall ? parser.call(body) : parser.page(body);
            if (parsed.next().filter(next -> urls.isSamePage(next, url)).isPresent()) {
                throw MalformedPageException.garbled("its next_page_uri is the page itself");
            }
            return parsed;
        }

        private void noteFailure(Fault fault) {
            if (fault.mayBeOfThePage()) {
                page.failed();
            } else {
                page.failedAnyway();
            }
        }
    }
}
