package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.config.AccountErrorMode;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** Decides what happens when an account cannot be read. Pure: carries nothing out, and remembers nothing. */
final class AccountFailurePolicy {

    /** What to do about an account that cannot be read. */
    sealed interface Decision {

        /** Skip the account, and retry later. */
        record Skip() implements Decision {}

        /** Read the main account, the one that the credential belongs to, and decide {@link #afterProbe}. */
        record ProbeMainAccount() implements Decision {}

        /** Fail the task. */
        record Fail(ConnectException failure) implements Decision {}
    }

    private static final Decision SKIP = new Decision.Skip();
    private static final Decision PROBE_MAIN_ACCOUNT = new Decision.ProbeMainAccount();

    private final TwilioCallsConfig config;

    AccountFailurePolicy(TwilioCallsConfig config) {
        this.config = config;
    }

    /**
     * Decides after an account failed.
     *
     * <p>A suspended account returns 401, as a wrong credential does. As long as another account of the task can be read, the
     * credential is good. If none can, the main account shows which it is: a revoked credential must not be retried forever.
     * Any other failure that every account of the task has is not of the account, and fails the task.
     *
     * @param noneReadable whether every account of the task failed when it was last tried
     */
    Decision decide(String account, Throwable cause, boolean noneReadable) {
        boolean ofTheAccount =
                cause instanceof TwilioApiException known && known.fault().concernsOneAccount();
        if (!maySkip(account, ofTheAccount)) {
            return fail(account, cause);
        }
        if (!noneReadable || !(cause instanceof TwilioApiException)) {
            return SKIP;
        }
        if (!ofTheAccount) {
            return fail(account, cause);
        }
        return isUnauthorized(cause) ? PROBE_MAIN_ACCOUNT : SKIP;
    }

    /**
     * Decides when the main account has been read.
     *
     * @param cause why the account failed
     * @param probeFailure why the main account could not be read; {@code null} if it could
     */
    Decision afterProbe(String account, Throwable cause, @Nullable Throwable probeFailure) {
        return probeFailure != null && isUnauthorized(TwilioApiException.causeOf(probeFailure))
                ? fail(account, cause)
                : SKIP;
    }

    /**
     * Whether the connector can continue without this account. Depends on all accounts of the connector, not on how they are
     * spread over tasks. With {@code accounts=*}, a subaccount that is suspended or closed is skipped until the next list
     * of accounts shows that it is.
     */
    private boolean maySkip(String account, boolean ofTheAccount) {
        boolean isListedSubaccount = config.readsAllAccounts() && !account.equals(config.accountSid());
        boolean oneOfSeveral = config.readsAllAccounts() || config.accounts().size() > 1;
        return ofTheAccount && isListedSubaccount || config.accountErrorMode() == AccountErrorMode.SKIP && oneOfSeveral;
    }

    private static boolean isUnauthorized(Throwable cause) {
        return cause instanceof TwilioApiException known && known.fault() == Fault.UNAUTHORIZED;
    }

    /** Adds the account to the message, unless the message names it already, as those of the API and the offsets do. */
    private static Decision fail(String account, Throwable cause) {
        if (cause instanceof ConnectException known) {
            return new Decision.Fail(known);
        }
        if (cause instanceof StuckWindowException) {
            return new Decision.Fail(new ConnectException("Account " + account + ": " + cause.getMessage(), cause));
        }
        if (cause instanceof TwilioApiException) {
            return new Decision.Fail(new ConnectException(cause.getMessage(), cause));
        }
        return new Decision.Fail(new ConnectException(
                "Account " + account + ": reading failed unexpectedly: " + cause
                        + ". No data is lost: restart the task to resume from the stored offsets. If it fails again, report"
                        + " it with the stack trace.",
                cause));
    }
}
