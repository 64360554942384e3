package io.callstream.kafka.connect.twilio.account;

import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.TrustStoreException;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.call.CallFilter;
import io.callstream.kafka.connect.twilio.call.CallsRequest;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.LiveCheck;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.kafka.connect.errors.ConnectException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Requests one call of each account, as the task will: first of one account, and of the others only if that can be read.
 *
 * <p>Rejects a configuration only for what another configuration would fix. If Twilio is overloaded or fails on its own side,
 * the check logs that, and the task will retry.
 */
public final class AccountCheck implements LiveCheck {

    private static final Logger LOG = LoggerFactory.getLogger(AccountCheck.class);

    /** Connect's REST API times out a validation after 90 s; the user who waits for it gives up sooner. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    /** Twilio sometimes rejects a good credential once, so even a rejection is retried. */
    private static final ApiSettings.Retries RETRIES =
            new ApiSettings.Retries(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private static final CallsRequest ONE_CALL = new CallsRequest.FirstPage(CallFilter.NONE, 1);

    private final Duration limit;

    /**
     * @param limit how long to wait for all responses together
     */
    public AccountCheck(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<Finding> check(TwilioCallsConfig config) {
        List<String> accounts = config.accounts();
        boolean skip = config.accountErrorMode() == AccountErrorMode.SKIP;
        long deadline = System.nanoTime() + limit.toNanos();
        try (TwilioClient client = new TwilioClient(Wiring.apiSettings(config).withRetries(RETRIES))) {
            List<Finding> findings = findings(client, accounts.subList(0, 1), deadline);
            if (rejectsCredential(findings) && isGood(client, config, deadline)) {
                findings.replaceAll(AccountCheck::ofTheAccount);
            }
            if (findings.stream().anyMatch(finding -> finding.doubt() != Doubt.ACCOUNT) || skip && findings.isEmpty()) {
                return findings;
            }
            findings(client, accounts.subList(1, accounts.size()), deadline).stream()
                    .map(AccountCheck::ofTheAccount)
                    .filter(finding -> finding.doubt() == Doubt.ACCOUNT)
                    .forEach(findings::add);
            return skip && findings.size() < accounts.size() ? List.of() : findings;
        } catch (TrustStoreException e) {
            return List.of(new Finding(Doubt.TRUST, accounts.get(0), String.valueOf(e.getMessage())));
        }
    }

    private static boolean rejectsCredential(List<Finding> findings) {
        return findings.stream().anyMatch(finding -> finding.doubt() == Doubt.CREDENTIAL);
    }

    /**
     * Whether the credential is good for another account: the one that it belongs to, or if that was rejected, the next. A
     * suspended or closed account returns 401, as a wrong credential does.
     */
    private boolean isGood(TwilioClient client, TwilioCallsConfig config, long deadline) {
        String rejected = config.accounts().get(0);
        return Stream.concat(Stream.of(config.accountSid()), config.accounts().stream())
                .filter(account -> !account.equals(rejected))
                .findFirst()
                .filter(other -> findings(client, List.of(other), deadline).stream()
                        .allMatch(finding -> finding.doubt() == Doubt.ACCOUNT))
                .isPresent();
    }

    /** Blames the account instead of the credential, which is good for another account. */
    private static Finding ofTheAccount(Finding finding) {
        return finding.doubt() == Doubt.CREDENTIAL
                ? new Finding(Doubt.ACCOUNT, finding.account(), finding.message())
                : finding;
    }

    private List<Finding> findings(TwilioClient client, List<String> accounts, long deadline) {
        Map<String, CompletableFuture<?>> responses = new LinkedHashMap<>();
        accounts.forEach(
                account -> responses.put(account, client.account(account).send(ONE_CALL, Priority.ROLLING)));
        List<Finding> findings = new ArrayList<>();
        responses.forEach(
                (account, response) -> finding(account, response, deadline).ifPresent(findings::add));
        return findings;
    }

    private Optional<Finding> finding(String account, CompletableFuture<?> response, long deadline) {
        try {
            response.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
            return Optional.empty();
        } catch (TimeoutException e) {
            return Optional.of(new Finding(
                    Doubt.ADDRESS,
                    account,
                    "Account " + account + ": timed out after " + limit.toSeconds()
                            + " s without a response. Check the network, the firewall and the proxy between this worker"
                            + " and Twilio."));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TwilioApiException error) {
                return finding(account, error);
            }
            throw new ConnectException(
                    "Could not check the configuration against the Twilio API: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectException("Interrupted while checking the configuration against the Twilio API", e);
        }
    }

    private static Optional<Finding> finding(String account, TwilioApiException error) {
        Optional<Doubt> doubt =
                switch (error.fault()) {
                    case UNAUTHORIZED -> Optional.of(Doubt.CREDENTIAL);
                    case FORBIDDEN, NOT_FOUND -> Optional.of(Doubt.ACCOUNT);
                    case BAD_REQUEST -> Optional.of(Doubt.FILTER);
                    case PROXY_REFUSED -> Optional.of(Doubt.PROXY);
                    case UNREACHABLE ->
                        Optional.of(error.getCause() instanceof SSLException ? Doubt.TRUST : Doubt.ADDRESS);
                    case NETWORK, GARBLED, REDIRECTED, UNEXPECTED -> Optional.of(Doubt.ADDRESS);
                    case THROTTLED, TOO_MANY_FAILURES, SERVER_ERROR, UNUSABLE, OVERSIZED -> Optional.empty();
                };
        if (doubt.isEmpty()) {
            LOG.warn(
                    "Could not check the configuration against the Twilio API; the task will retry. {}",
                    error.getMessage());
        }
        return doubt.map(some -> new Finding(some, account, String.valueOf(error.getMessage())));
    }
}
