package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.http.Answer;
import io.callstream.kafka.connect.twilio.api.http.CallsUrls;
import io.callstream.kafka.connect.twilio.api.http.HttpExchange;
import io.callstream.kafka.connect.twilio.api.json.MalformedPageException;
import io.callstream.kafka.connect.twilio.api.json.PageParser;
import io.callstream.kafka.connect.twilio.api.json.PageParser.Parsed;
import io.callstream.kafka.connect.twilio.api.pace.OutageLog;
import io.callstream.kafka.connect.twilio.api.pace.PageSizer;
import io.callstream.kafka.connect.twilio.api.pace.Sender;
import io.callstream.kafka.connect.twilio.call.AccountFacts;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import okhttp3.HttpUrl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API about one account. Never blocks: requests that may not be sent yet wait, and failing ones are sent again.
 */
public final class AccountClient implements CallsApi {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClient.class);

    private final String accountSid;
    private final HttpExchange exchange;
    private final CallsUrls urls;
    private final PageSizer pageSizer;
    private final boolean skipRowsWithoutSid;
    private final Sender sender;

    /**
     * @param jitter numbers from 0 to 1, evenly spread
     * @param outages tells the log of failures
     * @param listener is told of each request
     */
    AccountClient(
            String accountSid,
            ApiSettings settings,
            HttpExchange exchange,
            ScheduledExecutorService timer,
            DoubleSupplier jitter,
            OutageLog.OfAccount outages,
            RequestListener listener) {
        this.accountSid = accountSid;
        this.exchange = exchange;
        this.urls = new CallsUrls(settings.baseUrl(), accountSid, settings.filters());
        this.pageSizer = new PageSizer(settings.maxPageSize());
        this.skipRowsWithoutSid = settings.skipRowsWithoutSid();
        this.sender = new Sender(
                settings.maxConcurrentRequests(),
                settings.retries(),
                timer,
                jitter,
                System::nanoTime,
                outages,
                listener);
    }

    @Override
    public CompletableFuture<AccountFacts> readFacts() {
        return sender.send(
                        Priority.ROLLING,
                        attempt -> exchange.get(accountSid, urls.account(), attempt),
                        answer -> new AccountFacts(answer.read(PageParser::accountCreated), answer.readAt()))
                .exceptionallyCompose(failure -> factsWithoutAge(failure));
    }

    @Override
    public CompletableFuture<CallsReply> send(CallsRequest request, Priority priority) {
        PageSizer.Page page = pageSizer.page(rowsWanted(request));
        return sender.send(priority, attempt -> ask(request, page, attempt), Supplier::get);
    }

    /** Everyone who still waits for an answer is told that none will come. */
    void close() {
        sender.close();
    }

    /** A credential that may read the calls need not be able to read the account: then its list tells the time. */
    private CompletableFuture<AccountFacts> factsWithoutAge(Throwable failure) {
        Throwable cause = Sender.causeOf(failure);
        boolean forbidden = cause instanceof TwilioApiException known
                && (known.fault() == Fault.UNAUTHORIZED
                        || known.fault() == Fault.FORBIDDEN
                        || known.fault() == Fault.NOT_FOUND);
        if (!forbidden) {
            return CompletableFuture.failedFuture(failure);
        }
        CallsRequest oneRow = new CallsRequest.FirstPage(CallFilter.NONE, 1);
        return send(oneRow, Priority.ROLLING).thenApply(reply -> {
            LOG.info(
                    "{}: the credential may not read when the account was created; 13 months are read one by one, and"
                            + " what is older as one list",
                    accountSid);
            return new AccountFacts(
                    Optional.empty(), ((CallsReply.Page) reply).page().readAt());
        });
    }

    private static int rowsWanted(CallsRequest request) {
        if (request instanceof CallsRequest.FirstPage first) {
            return first.pageSize();
        }
        return request instanceof CallsRequest.NextPage next ? next.pageSize() : 1;
    }

    /** Completes with what is left to do once the answer is here. */
    private CompletableFuture<Supplier<CallsReply>> ask(CallsRequest request, PageSizer.Page page, int attempt) {
        HttpUrl url;
        try {
            url = urls.of(request, page.ask());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new TwilioApiException(
                    Fault.UNUSABLE,
                    "the page cursor leads elsewhere",
                    "Account " + accountSid + ": " + e.getMessage() + ". Nothing was sent, so no credential left. "
                            + "If the offset was edited, mend its page_uri; else check what stands between the worker and Twilio.",
                    Optional.empty(),
                    e));
        }
        return exchange.get(accountSid, url, attempt)
                .<Supplier<CallsReply>>thenApply(answer -> () -> read(request, page, url, answer))
                .exceptionally(failure -> {
                    CallsReply reply = replyOrThrow(request, page, failure);
                    return () -> reply;
                });
    }

    private CallsReply read(CallsRequest request, PageSizer.Page page, HttpUrl url, Answer answer) {
        PageParser parser = new PageParser(accountSid, skipRowsWithoutSid);
        boolean one = request instanceof CallsRequest.OneCall;
        try {
            Parsed parsed = answer.read(body -> {
                Parsed whole = one ? parser.call(body) : parser.page(body);
                if (whole.next().filter(next -> urls.isSamePage(next, url)).isPresent()) {
                    throw MalformedPageException.garbled("its next page is the page itself");
                }
                return whole;
            });
            page.answered(parsed.next().isPresent(), parsed.calls().size() + parsed.skippedRows());
            return new CallsReply.Page(new CallsPage(
                    parsed.calls(), parsed.next(), answer.readAt(), answer.requestId(), parsed.skippedRows()));
        } catch (TwilioApiException e) {
            tell(page, e.fault());
            throw e;
        }
    }

    /** Some failures are answers: of a cursor, that it is no longer good; of a call, that it is gone. */
    private static CallsReply replyOrThrow(CallsRequest request, PageSizer.Page page, Throwable failure) {
        if (!(Sender.causeOf(failure) instanceof TwilioApiException known)) {
            page.failedAnyway();
            throw new CompletionException(Sender.causeOf(failure));
        }
        tell(page, known.fault());
        Fault fault = known.fault();
        boolean refused = fault == Fault.BAD_REQUEST || fault == Fault.NOT_FOUND;
        if (request instanceof CallsRequest.NextPage && refused) {
            return new CallsReply.CursorRefused(known.what());
        }
        if (request instanceof CallsRequest.OneCall && fault == Fault.NOT_FOUND) {
            return new CallsReply.NoSuchCall();
        }
        throw known;
    }

    private static void tell(PageSizer.Page page, Fault fault) {
        if (fault.mayBeTheSizeOfThePage()) {
            page.failed();
        } else {
            page.failedAnyway();
        }
    }
}
