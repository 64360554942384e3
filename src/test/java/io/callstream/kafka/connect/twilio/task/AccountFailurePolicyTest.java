package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.sync.StuckWindowException;
import io.callstream.kafka.connect.twilio.task.AccountFailurePolicy.Decision;
import io.callstream.kafka.connect.twilio.window.WindowId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountFailurePolicyTest {

    private static final String MAIN = "AC" + "0".repeat(32);
    private static final String SUB = "AC" + "1".repeat(32);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            # accounts | mode | account | fault        | none readable | decision
            main       | skip | main    | FORBIDDEN    | true          | Fail
            main+sub   | fail | sub     | FORBIDDEN    | false         | Fail
            main+sub   | skip | sub     | FORBIDDEN    | false         | Skip
            main+sub   | skip | sub     | FORBIDDEN    | true          | Skip
            main+sub   | skip | sub     | UNAUTHORIZED | false         | Skip
            main+sub   | skip | sub     | UNAUTHORIZED | true          | ProbeMainAccount
            main+sub   | skip | sub     | SERVER_ERROR | false         | Skip
            main+sub   | skip | sub     | SERVER_ERROR | true          | Fail
            main+sub   | skip | sub     | none         | true          | Skip
            main+sub   | fail | sub     | none         | true          | Fail
            *          | fail | sub     | FORBIDDEN    | true          | Skip
            *          | fail | sub     | UNAUTHORIZED | true          | ProbeMainAccount
            *          | fail | sub     | SERVER_ERROR | false         | Fail
            *          | fail | main    | FORBIDDEN    | false         | Fail
            *          | skip | main    | FORBIDDEN    | false         | Skip
            *          | skip | main    | UNAUTHORIZED | true          | ProbeMainAccount
            """)
    void decides(String accounts, String mode, String account, String fault, boolean noneReadable, String decision) {
        Throwable cause = fault.equals("none") ? new IllegalStateException("a bug") : refused(Fault.valueOf(fault));
        assertThat(policy(accounts, mode).decide(sid(account), cause, noneReadable))
                .extracting(decided -> decided.getClass().getSimpleName())
                .isEqualTo(decision);
    }

    @Test
    void failsIfTheMainAccountRejectsTheCredentialToo() {
        AccountFailurePolicy policy = policy("*", "fail");
        TwilioApiException cause = refused(Fault.UNAUTHORIZED);
        assertThat(policy.afterProbe(SUB, cause, null)).isInstanceOf(Decision.Skip.class);
        assertThat(policy.afterProbe(SUB, cause, refused(Fault.SERVER_ERROR))).isInstanceOf(Decision.Skip.class);
        assertThat(policy.afterProbe(SUB, cause, new CompletionException(refused(Fault.UNAUTHORIZED))))
                .isInstanceOfSatisfying(Decision.Fail.class, fail -> assertThat(fail.failure())
                        .hasMessage(cause.getMessage())
                        .hasCause(cause));
    }

    @Test
    void namesTheAccountInEveryFailure() {
        ConnectException known = new ConnectException("names its account");
        assertThat(failure(known)).isSameAs(known);
        Throwable stuck = new StuckWindowException(WindowId.ROLLING, 20, 3, "HTTP 400");
        assertThat(failure(stuck))
                .hasMessage("Account " + MAIN + ": " + stuck.getMessage())
                .hasCause(stuck);
        Throwable bug = new IllegalStateException("a bug");
        assertThat(failure(bug))
                .hasMessageStartingWith("Account " + MAIN + ": reading failed unexpectedly: " + bug)
                .hasCause(bug);
    }

    private static ConnectException failure(Throwable cause) {
        return ((Decision.Fail) policy("main", "fail").decide(MAIN, cause, true)).failure();
    }

    private static AccountFailurePolicy policy(String accounts, String mode) {
        return new AccountFailurePolicy(new TwilioCallsConfig(Map.of(
                "twilio.account.sid",
                MAIN,
                "twilio.auth.token",
                "never sent",
                "accounts",
                accounts.replace("main", MAIN).replace("sub", SUB).replace('+', ','),
                "account.error.mode",
                mode)));
    }

    private static String sid(String account) {
        return account.equals("main") ? MAIN : SUB;
    }

    private static TwilioApiException refused(Fault fault) {
        return new TwilioApiException(fault, "refused", "Account refused.", Optional.empty(), null);
    }
}
