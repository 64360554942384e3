package io.callstream.kafka.connect.twilio.preview;

import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.ListedAccount;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.Credential;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
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

/** Looks at all accounts that a configuration names, at the same time, with the connector's own client and its limits. */
final class Survey {

    /** Pages to look at, of all accounts together, more or less. */
    private static final int PAGES = 2400;

    private static final int MOST_PAGES_OF_AN_ACCOUNT = 360;

    /** A person waits: an account that cannot be read for so long is left out. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final TwilioCallsConfig config;
    private final int tasks;
    private final SamplingProgress progress;

    /**
     * @param config tried on the API before
     * @param tasks that share the accounts, at least one
     */
    Survey(TwilioCallsConfig config, int tasks, SamplingProgress progress) {
        this.config = config;
        this.tasks = tasks;
        this.progress = progress;
    }

    /**
     * Looks, and reports.
     *
     * @throws RefusedException if no account can be looked at
     */
    Report report() throws RefusedException, InterruptedException {
        try (TwilioClient client = new TwilioClient(apiSettings())) {
            List<ListedAccount> listed = listed(client);
            List<String> toRead = toRead(listed);
            List<UnreadAccount> unread = new ArrayList<>(suspended(listed));
            List<AccountSample> samples = samples(client, toRead, unread);
            List<Problem> problems = problems(samples, unread);
            if (samples.isEmpty()) {
                throw new RefusedException(problems);
            }
            Estimate estimate = Estimate.of(samples, config.syncSettings(), tasks);
            return new Report(
                    config.baseUrl().toString(),
                    config.syncSettings().pollInterval(),
                    samples,
                    unread,
                    problems,
                    estimate,
                    advice(samples, estimate, listed, toRead),
                    progress.requests());
        }
    }

    private ApiSettings apiSettings() {
        Duration patience = config.retryTimeout().compareTo(PATIENCE) < 0 ? config.retryTimeout() : PATIENCE;
        return Wiring.apiSettings(config)
                .withRetries(new ApiSettings.Retries(config.retryBackoff(), config.retryBackoffMax(), patience));
    }

    /** All accounts of the credential; none where it cannot list them, which is no harm unless all are to be read. */
    private List<ListedAccount> listed(TwilioClient client) throws RefusedException, InterruptedException {
        if (config.credential() instanceof Credential.ApiKey) {
            return List.of();
        }
        try {
            return client.accounts(config.accountSid()).read().get();
        } catch (ExecutionException e) {
            if (config.readsAllAccounts()) {
                throw new RefusedException(Problem.of("accounts", "The accounts cannot be listed. " + reason(e)));
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

    /** Of all accounts, those that would be read if they were active. */
    private List<UnreadAccount> suspended(List<ListedAccount> listed) {
        return listed.stream()
                .filter(account -> config.readsAllAccounts() && account.isSuspended())
                .filter(account -> !config.excludedAccounts().contains(account.sid()))
                .map(account -> new UnreadAccount(
                        account.sid(), "The account is suspended. It is read as soon as it is active again."))
                .toList();
    }

    private List<AccountSample> samples(TwilioClient client, List<String> accounts, List<UnreadAccount> unread)
            throws InterruptedException {
        int pages = Math.min(MOST_PAGES_OF_AN_ACCOUNT, PAGES / Math.max(1, accounts.size()));
        progress.accountsToLookAt(accounts.size());
        Map<String, CompletableFuture<AccountSample>> looks = new LinkedHashMap<>();
        for (String account : accounts) {
            AccountSampler sampler = new AccountSampler(
                    account,
                    client.account(account, progress),
                    config.syncSettings(),
                    pages,
                    System::nanoTime,
                    progress);
            looks.put(account, sampler.sample().whenComplete((sample, failure) -> progress.accountDone()));
        }
        progress.await(CompletableFuture.allOf(looks.values().toArray(CompletableFuture<?>[]::new)));
        List<AccountSample> samples = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<AccountSample>> look : looks.entrySet()) {
            try {
                samples.add(look.getValue().get());
            } catch (ExecutionException e) {
                unread.add(new UnreadAccount(look.getKey(), reason(e)));
            }
        }
        return samples;
    }

    /** Why the connector would fail: an account that it is to read and cannot. */
    private List<Problem> problems(List<AccountSample> samples, List<UnreadAccount> unread) {
        List<Problem> problems = new ArrayList<>();
        boolean fails = config.accountErrorMode() == AccountErrorMode.FAIL && !config.readsAllAccounts();
        if (fails || samples.isEmpty()) {
            unread.forEach(account -> problems.add(Problem.of(
                    account.sid().equals(config.accountSid()) ? "twilio.account.sid" : "accounts", account.reason())));
        }
        if (samples.isEmpty() && unread.isEmpty()) {
            problems.add(Problem.of("accounts.exclude", "No account is left to read."));
        }
        return problems;
    }

    private List<Advice> advice(
            List<AccountSample> samples, Estimate estimate, List<ListedAccount> listed, List<String> toRead) {
        List<Advice> advice = new ArrayList<>();
        config.unknownKeys()
                .forEach((key, nearest) -> advice.add(
                        new Advice(key, "The key is unknown and has no effect. Did you mean " + nearest + "?")));
        int others = config.readsAllAccounts() ? 0 : activeBut(toRead, listed);
        if (others > 0) {
            advice.add(new Advice(
                    "accounts",
                    "The credential reads " + others + " more active accounts. * reads them all, and those to come."));
        }
        if (progress.throttled() > 0 && config.syncSettings().maxConcurrentRequests() > 1) {
            advice.add(new Advice(
                    "max.concurrent.requests",
                    progress.throttled() + " requests were refused because there were too many at a time. Fewer than "
                            + config.syncSettings().maxConcurrentRequests()
                            + " may be faster, and leave others of your programs in peace."));
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

    /** What the API client, or the sampler, says at the bottom of it. */
    private static String reason(Throwable failure) {
        if (failure instanceof TwilioApiException || failure instanceof SampleException) {
            return String.valueOf(failure.getMessage());
        }
        Throwable cause = failure.getCause();
        return cause == null ? "Looking at it failed: " + failure : reason(cause);
    }
}
