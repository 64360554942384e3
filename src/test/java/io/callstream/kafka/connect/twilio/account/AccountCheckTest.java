package io.callstream.kafka.connect.twilio.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.config.LiveCheck.Doubt;
import io.callstream.kafka.connect.twilio.config.LiveCheck.Finding;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.TwilioSimulator;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import io.callstream.kafka.connect.twilio.simulator.world.WorldProfile;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.task.TaskHarness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-23T13:07:11Z");
    private static final String STRANGER = "AC" + "f".repeat(32);

    private TwilioSimulator simulator;
    private SimulatedAccount main;
    private SimulatedAccount sub;
    private Map<String, String> config;

    @BeforeEach
    void startSimulator() throws IOException {
        World world = new World(3, NOW);
        WorldProfile few = WorldProfile.LIVELY.history(5, Duration.ofDays(5)).callsPerHour(0);
        main = world.addAccount(few);
        sub = world.addAccount(few);
        simulator = TwilioSimulator.start(world, WorldClock.standing(NOW), 0);
        config = new HashMap<>(TaskHarness.config(simulator, main.sid(), main.authToken()));
    }

    @AfterEach
    void stopSimulator() {
        simulator.close();
    }

    @Test
    void requestsOneCallOfEachAccount() {
        config.put("accounts", main.sid() + "," + sub.sid());
        assertThat(check()).isEmpty();
        assertThat(simulator.served()).hasSize(2).allMatch(served -> "1"
                .equals(served.url().queryParameter("PageSize")));
    }

    @Test
    void reportsARejectedCredential() {
        config.put("twilio.auth.token", "not-the-token");
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.doubt()).isEqualTo(Doubt.CREDENTIAL);
            assertThat(finding.message())
                    .contains("401", "Check twilio.account.sid and the credential", "twilio.region")
                    .doesNotContain("not-the-token");
        });
    }

    @Test
    void retriesACredentialThatIsRejectedOnce() {
        simulator.faults().next(1, new Fault.Error(401, 20003));
        assertThat(check()).isEmpty();
    }

    @Test
    void reportsEachAccountThatCannotBeRead() {
        config.put("accounts", String.join(",", main.sid(), STRANGER, sub.sid()));
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.doubt()).isEqualTo(Doubt.ACCOUNT);
            assertThat(finding.account()).isEqualTo(STRANGER);
            assertThat(finding.message()).contains("404", STRANGER);
        });
    }

    /** A suspended or closed account returns 401, as a wrong credential does. */
    @Test
    void reportsASuspendedAccountNotTheCredential() {
        simulator.behave(ListBehaviour.USUAL.suspendedIsUnauthorized(true));
        sub.status("suspended");
        for (String accounts : List.of(
                main.sid() + "," + sub.sid(), sub.sid() + "," + main.sid(), sub.sid() /* the main account decides */)) {
            config.put("accounts", accounts);
            assertThat(check()).as(accounts).singleElement().satisfies(finding -> {
                assertThat(finding.doubt()).isEqualTo(Doubt.ACCOUNT);
                assertThat(finding.account()).isEqualTo(sub.sid());
                assertThat(finding.message()).contains("401", "that the account is active");
            });
        }
        config.put("accounts", sub.sid() + "," + main.sid());
        config.put("account.error.mode", "skip");
        assertThat(check()).isEmpty();
    }

    @Test
    void reportsACredentialThatAllAccountsRejectOnce() {
        config.put("accounts", sub.sid() + "," + main.sid());
        config.put("twilio.auth.token", "not-the-token");
        assertThat(check()).singleElement().satisfies(finding -> assertThat(finding.doubt())
                .isEqualTo(Doubt.CREDENTIAL));
        config.put("account.error.mode", "skip");
        assertThat(check()).extracting(Finding::doubt).containsExactly(Doubt.CREDENTIAL);
    }

    @Test
    void reportsAProxyThatRejectsThePassword() throws IOException {
        try (MockWebServer proxy = new MockWebServer()) {
            proxy.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder()
                            .code(407)
                            .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                            .build();
                }
            });
            proxy.start();
            config.put("proxy.host", "127.0.0.1");
            config.put("proxy.port", Integer.toString(proxy.getPort()));
            assertReportsTheProxy("requires a user and password");
            config.put("proxy.username", "user");
            config.put("proxy.password", "not-the-password");
            assertReportsTheProxy("rejected the user and password");
            // a tunnel needs another request to the proxy
            config.put("twilio.api.url", "https://twilio.example.com");
            assertReportsTheProxy("rejected the user and password");
        }
    }

    private void assertReportsTheProxy(String message) {
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.doubt()).isEqualTo(Doubt.PROXY);
            assertThat(finding.message())
                    .contains(message, "Check proxy.username and proxy.password")
                    .doesNotContain("not-the-password");
        });
    }

    @Test
    void acceptsAnAccountThatMayBeSkipped() {
        config.put("account.error.mode", "skip");
        config.put("accounts", STRANGER + "," + sub.sid());
        assertThat(check()).isEmpty();
        config.put("accounts", STRANGER);
        assertThat(check()).hasSize(1);
    }

    @Test
    void reportsAFilterThatTwilioRejects() {
        config.put("filter.to", "nobody");
        simulator.faults().next(1, new Fault.Error(400, 20001));
        assertThat(check()).extracting(Finding::doubt).containsExactly(Doubt.FILTER);
    }

    /** The task retries until Twilio recovers, so this is no reason to reject its configuration. */
    @Test
    void acceptsAConfigurationWhileTwilioFails() {
        simulator.faults().next(Integer.MAX_VALUE, new Fault.Error(503, 0));
        assertThat(check()).isEmpty();
    }

    @Test
    void reportsATimeoutAsAWrongAddress() {
        simulator.faults().next(Integer.MAX_VALUE, new Fault.NoResponse());
        assertThat(new AccountCheck(Duration.ofSeconds(1)).check(new TwilioCallsConfig(config)))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.doubt()).isEqualTo(Doubt.ADDRESS);
                    assertThat(finding.message()).contains("timed out after 1 s without a response");
                });
    }

    @Test
    void reportsAProxyThatRefusesConnections() {
        config.put("proxy.host", "127.0.0.1");
        config.put("proxy.port", Integer.toString(FreePort.find()));
        assertThat(check()).extracting(Finding::doubt).containsExactly(Doubt.ADDRESS);
    }

    @Test
    void reportsAnUntrustedCertificate() throws IOException {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .addSubjectAlternativeName("localhost")
                .build();
        try (MockWebServer server = new MockWebServer()) {
            server.useHttps(new HandshakeCertificates.Builder()
                    .heldCertificate(certificate)
                    .build()
                    .sslSocketFactory());
            server.start();
            config.put("twilio.api.url", "https://localhost:" + server.getPort());
            assertThat(check()).extracting(Finding::doubt).containsExactly(Doubt.TRUST);
        }
    }

    @Test
    void reportsAFileThatIsNoTrustStore(@TempDir Path directory) throws IOException {
        config.put(
                "ssl.truststore.location",
                Files.writeString(directory.resolve("none.p12"), "no trust store")
                        .toString());
        assertThat(check()).singleElement().satisfies(finding -> {
            assertThat(finding.doubt()).isEqualTo(Doubt.TRUST);
            assertThat(finding.message()).contains("none.p12");
        });
    }

    private List<Finding> check() {
        return new AccountCheck(AccountCheck.LIMIT).check(new TwilioCallsConfig(config));
    }
}
