package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.ListedAccount;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.Credential;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.preview.report.Advice;
import io.callstream.kafka.connect.twilio.preview.report.Estimate;
import io.callstream.kafka.connect.twilio.preview.report.Problem;
import io.callstream.kafka.connect.twilio.preview.report.Report;
import io.callstream.kafka.connect.twilio.preview.report.UnreadAccount;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSampler;
import io.callstream.kafka.connect.twilio.preview.sample.SampleException;
import io.callstream.kafka.connect.twilio.preview.sample.SamplingProgress;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** Samples all accounts of a configuration concurrently, with the connector's own client and its limits. */
final class Survey {

    /** Approximate number of pages to read, over all accounts. */
    private static final int MAX_PAGES = 2400;

    private static final int MAX_PAGES_PER_ACCOUNT = 360;

    /** Limit of {@code retry.timeout.ms} here: after it an account counts as unreadable, because a person is waiting. */
    private static final Duration MAX_RETRY_TIMEOUT = Duration.ofMinutes(5);

    private final TwilioCallsConfig config;
    private final int tasks;
    private final SamplingProgress progress;

    /**
     * @param config a configuration that was tested against the API
     * @param tasks number of tasks that share the accounts, at least one
     */
    Survey(TwilioCallsConfig config, int tasks, SamplingProgress progress) {
        this.config = config;
        this.tasks = tasks;
        this.progress = progress;
    }

    /**
     * Samples the accounts and reports.
     *
     * @throws InvalidConfigException if no account can be sampled
     */
    Report report() throws InvalidConfigException, InterruptedException {
        try (TwilioClient client = new TwilioClient(apiSettings())) {
            List<ListedAccount> listed = listed(client);
            List<String> toRead = toRead(listed);
            List<UnreadAccount> unread = new ArrayList<>(suspended(listed));
            List<AccountSample> samples = samples(client, toRead, unread);
            List<Problem> problems = problems(samples, unread);
            if (samples.isEmpty()) {
                throw new InvalidConfigException(problems);
            }
            Estimate estimate = Estimate.of(samples, config.syncSettings(), tasks);
            return new Report(
                    config.baseUrl().toString(),
                    samples,
                    unread,
                    problems,
                    estimate,
                    advice(samples, estimate, listed, toRead),
                    progress.requests());
        }
    }

    private ApiSettings apiSettings() {
        Duration retryTimeout =
                config.retryTimeout().compareTo(MAX_RETRY_TIMEOUT) < 0 ? config.retryTimeout() : MAX_RETRY_TIMEOUT;
        return Wiring.apiSettings(config)
                .withRetries(new ApiSettings.Retries(config.retryBackoff(), config.retryBackoffMax(), retryTimeout));
    }

    /** The accounts of the credential; empty if it cannot list them, which matters only with {@code accounts=*}. */
    private List<ListedAccount> listed(TwilioClient client) throws InvalidConfigException, InterruptedException {
        if (config.credential() instanceof Credential.ApiKey) {
            return List.of();
        }
        try {
            return client.accounts(config.accountSid()).read().get();
        } catch (ExecutionException e) {
            if (config.readsAllAccounts()) {
                throw new InvalidConfigException(
                        Problem.of("accounts", "The accounts could not be listed. " + reason(e)));
            }
            return List.of();
        }
    }

    private List<String> toRead(List<ListedAccount> listed) {
        return config.readsAllAccounts()
                ? listed.stream()
                        .filter(ListedAccount::isActive)
                        .map(ListedAccount::sid)
                        .filter(sid -> !config.excludedAccounts().contains(sid))
                        .toList()
                : config.accounts();
    }

    /** With {@code accounts=*}, the accounts that the connector would read if they were not suspended. */
    private List<UnreadAccount> suspended(List<ListedAccount> listed) {
        return listed.stream()
                .filter(account -> config.readsAllAccounts() && account.isSuspended())
                .filter(account -> !config.excludedAccounts().contains(account.sid()))
                .map(account -> new UnreadAccount(
                        account.sid(), "The account is suspended. The connector will read it once it is active again."))
                .toList();
    }

    private List<AccountSample> samples(TwilioClient client, List<String> accounts, List<UnreadAccount> unread)
            throws InterruptedException {
        int pages = Math.min(MAX_PAGES_PER_ACCOUNT, MAX_PAGES / Math.max(1, accounts.size()));
        progress.addAccounts(accounts.size());
        Map<String, CompletableFuture<AccountSample>> running = new LinkedHashMap<>();
        for (String account : accounts) {
            AccountSampler sampler = new AccountSampler(
                    account,
                    client.account(account, progress),
                    config.syncSettings(),
                    pages,
                    System::nanoTime,
                    progress);
            running.put(account, sampler.sample().whenComplete((sample, failure) -> progress.accountDone()));
        }
        progress.await(CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new)));
        List<AccountSample> samples = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<AccountSample>> entry : running.entrySet()) {
            try {
                samples.add(entry.getValue().get());
            } catch (ExecutionException e) {
                unread.add(new UnreadAccount(entry.getKey(), reason(e)));
            }
        }
        return samples;
    }

    /** Reasons why the connector would fail: accounts that it must read and cannot. */
    private List<Problem> problems(List<AccountSample> samples, List<UnreadAccount> unread) {
        List<Problem> problems = new ArrayList<>();
        boolean fails = config.accountErrorMode() == AccountErrorMode.FAIL && !config.readsAllAccounts();
        if (fails || samples.isEmpty()) {
            unread.forEach(account -> problems.add(Problem.of(
                    account.sid().equals(config.accountSid()) ? "twilio.account.sid" : "accounts", account.reason())));
        }
        if (samples.isEmpty() && unread.isEmpty()) {
            problems.add(Problem.of("accounts.exclude", "All accounts are excluded. Remove at least one."));
        }
        return problems;
    }

    private List<Advice> advice(
            List<AccountSample> samples, Estimate estimate, List<ListedAccount> listed, List<String> toRead) {
        List<Advice> advice = new ArrayList<>();
        config.unknownKeys()
                .forEach((key, nearest) ->
                        advice.add(new Advice(key, "Unknown key, ignored. Did you mean " + nearest + "?")));
        int others = config.readsAllAccounts() ? 0 : activeBut(toRead, listed);
        if (others > 0) {
            advice.add(new Advice(
                    "accounts",
                    "The credential can read " + others
                            + " more active accounts. accounts=* reads all of them, and those" + " added later."));
        }
        if (progress.throttled() > 0 && config.syncSettings().maxConcurrentRequests() > 1) {
            advice.add(new Advice(
                    "max.concurrent.requests",
                    "Twilio throttled " + progress.throttled() + " requests (429). Less than "
                            + config.syncSettings().maxConcurrentRequests()
                            + " may be faster, and leaves more of the rate limit to your other programs."));
        }
        advice.addAll(Advice.on(config.syncSettings(), tasks, samples, estimate));
        return advice;
    }

    private static int activeBut(List<String> toRead, List<ListedAccount> listed) {
        Set<String> active = new HashSet<>();
        listed.stream().filter(ListedAccount::isActive).map(ListedAccount::sid).forEach(active::add);
        toRead.forEach(active::remove);
        return active.size();
    }

    /** The message of the innermost failure of the API client or the sampler. */
    private static String reason(Throwable failure) {
        if (failure instanceof TwilioApiException || failure instanceof SampleException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable cause = failure.getCause();
        return cause == null ? "Sampling failed: " + failure : reason(cause);
    }
}
