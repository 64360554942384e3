package io.callstream.kafka.connect.twilio.api;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import dev.failsafe.event.ExecutionAttemptedEvent;
import io.callstream.kafka.connect.twilio.api.PageParser.Parsed;
import io.callstream.kafka.connect.twilio.sync.model.AccountFacts;
import io.callstream.kafka.connect.twilio.sync.model.CallFilter;
import io.callstream.kafka.connect.twilio.sync.model.CallsPage;
import io.callstream.kafka.connect.twilio.sync.model.CallsReply;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.IntFunction;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the API about one account. Never blocks: requests that may not be sent yet wait, and failing ones are sent again.
 */
public final class AccountClient {

    private static final Logger LOG = LoggerFactory.getLogger(AccountClient.class);

    private final String accountSid;
    private final HttpExchange exchange;
    private final CallsUrls urls;
    private final Limiter limiter;
    private final PageSizer pageSizer;
    private final boolean skipRowsWithoutSid;
    private final Backoff backoff;
    private final Duration retryTimeout;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier closed;

    /**
     * @param jitter numbers from 0 to 1, evenly spread
     * @param closed whether the client is being closed: what fails then is not worth telling
     */
    AccountClient(
            String accountSid,
            ApiSettings settings,
            HttpExchange exchange,
            ScheduledExecutorService timer,
            DoubleSupplier jitter,
            BooleanSupplier closed) {
        this.accountSid = accountSid;
        this.exchange = exchange;
        this.urls = new CallsUrls(settings.baseUrl(), accountSid, settings.filters());
        this.limiter = new Limiter(settings.maxConcurrentRequests(), timer, System::nanoTime);
        this.pageSizer = new PageSizer(settings.maxPageSize());
        this.skipRowsWithoutSid = settings.skipRowsWithoutSid();
        this.backoff = new Backoff(settings.retries(), jitter);
        this.retryTimeout = settings.retries().timeout();
        this.timer = timer;
        this.closed = closed;
    }

    /** What the API says of the account; without its age where the credential may not read that. */
    public CompletableFuture<AccountFacts> readFacts() {
        return withRetries(
                        Priority.ROLLING,
                        attempt -> exchange.get(accountSid, urls.account(), attempt, answer -> {
                            Optional<Instant> created = PageParser.accountCreated(answer.body());
                            return new AccountFacts(created, answer.readAt());
                        }))
                .exceptionallyCompose(failure -> factsWithoutAge(failure));
    }

    /**
     * Asks for calls.
     *
     * @return completes with the answer, or with a {@link TwilioApiException} once retrying is over or pointless
     */
    public CompletableFuture<CallsReply> send(CallsRequest request, Priority priority) {
        return withRetries(priority, attempt -> ask(request, attempt));
    }

    /** A credential that may read the calls need not be able to read the account: then its list tells the time. */
    private CompletableFuture<AccountFacts> factsWithoutAge(Throwable failure) {
        Throwable cause = causeOf(failure);
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

    private CompletableFuture<CallsReply> ask(CallsRequest request, int attempt) {
        HttpUrl url;
        try {
            url = urls.of(request, pageSizer.current());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.failedFuture(new TwilioApiException(
                    Fault.UNUSABLE,
                    "the page cursor leads elsewhere",
                    "Account " + accountSid + ": " + e.getMessage() + ". Nothing was sent, so no credential left. "
                            + "If the offset was edited, mend its page_uri; else check what stands between the worker and Twilio.",
                    attempt,
                    Optional.empty(),
                    e));
        }
        PageParser parser = new PageParser(accountSid, skipRowsWithoutSid);
        boolean one = request instanceof CallsRequest.OneCall;
        return exchange.get(accountSid, url, attempt, answer -> {
                    Parsed parsed = one ? parser.call(answer.body()) : parser.page(answer.body());
                    return (CallsReply) new CallsReply.Page(new CallsPage(
                            parsed.calls(), parsed.next(), answer.readAt(), answer.requestId(), parsed.skippedRows()));
                })
                .handle((reply, failure) -> {
                    if (failure == null) {
                        pageSizer.succeeded();
                        return CompletableFuture.completedFuture(reply);
                    }
                    return answerOrFailure(request, url, attempt, failure);
                })
                .thenCompose(Function.identity());
    }

    /** Some failures are answers: of a cursor, that it is no longer good; of a call, that it is gone. */
    private CompletableFuture<CallsReply> answerOrFailure(
            CallsRequest request, HttpUrl url, int attempt, Throwable failure) {
        Throwable cause = causeOf(failure);
        if (cause instanceof TwilioApiException known) {
            Fault fault = known.fault();
            boolean refused = fault == Fault.BAD_REQUEST || fault == Fault.NOT_FOUND;
            if (request instanceof CallsRequest.NextPage && refused) {
                return CompletableFuture.completedFuture(new CallsReply.CursorRefused(known.what()));
            }
            if (request instanceof CallsRequest.OneCall && fault == Fault.NOT_FOUND) {
                return CompletableFuture.completedFuture(new CallsReply.NoSuchCall());
            }
            String pageSize = url.queryParameter("PageSize");
            if (fault.mayBeTheSizeOfThePage() && pageSize != null) {
                pageSizer.failed(attempt, Integer.parseInt(pageSize));
            }
        }
        return CompletableFuture.failedFuture(cause);
    }

    private <T> CompletableFuture<T> withRetries(Priority priority, IntFunction<CompletableFuture<T>> attempt) {
        long began = System.nanoTime();
        FailureCount failures = new FailureCount();
        CompletableFuture<T> outcome = retries(failures).getStageAsync(context -> limiter.acquire(priority)
                .thenCompose(permit -> attempt.apply(context.getAttemptCount() + 1)
                        .whenComplete((value, failure) -> noteOutcome(failure, failures))));
        CompletableFuture<T> told = new CompletableFuture<>();
        outcome.whenComplete((value, failure) -> {
            if (failure == null) {
                told.complete(value);
            } else if (causeOf(failure) instanceof TwilioApiException known) {
                told.completeExceptionally(known.last(Duration.ofNanos(System.nanoTime() - began)));
            } else {
                told.completeExceptionally(causeOf(failure));
            }
        });
        return told;
    }

    /** A stage that follows another wraps the failure of the one before. */
    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private FailsafeExecutor<Object> retries(FailureCount failures) {
        return Failsafe.with(RetryPolicy.builder()
                        .handleIf((Throwable failure) ->
                                failure instanceof TwilioApiException known && failures.allowsRetryAfter(known.fault()))
                        .withMaxRetries(-1)
                        .withMaxDuration(retryTimeout.isZero() ? Duration.ofMillis(1) : retryTimeout)
                        .withDelayFn(context -> backoff.delay(context.getAttemptCount(), context.getLastException()))
                        .onFailedAttempt(this::attemptFailed)
                        .build())
                .with(timer);
    }

    private void noteOutcome(@Nullable Throwable failure, FailureCount failures) {
        if (failure == null) {
            limiter.succeeded();
        } else if (causeOf(failure) instanceof TwilioApiException known) {
            failures.add(known.fault());
            if (known.fault().concernsAccount()) {
                limiter.throttled();
                limiter.pause(backoff.accountPause(known));
            }
        }
        limiter.release();
    }

    /** The first failure of a request is told, the others are for the reader who looks closer. */
    private void attemptFailed(ExecutionAttemptedEvent<Object> event) {
        Throwable failure = event.getLastException();
        if (event.getAttemptCount() == 1 && !closed.getAsBoolean()) {
            LOG.warn("{}", failure.getMessage());
        } else {
            LOG.debug("Attempt {}: {}", event.getAttemptCount(), failure.getMessage());
        }
    }
}
