package io.callstream.kafka.connect.twilio.it.pipeline;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.stack.client.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.client.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import io.callstream.kafka.connect.twilio.stack.monitoring.JmxDump;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockWebServer;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Passes secrets through a config provider and takes the connector through every failure. No secret is in anything that is
 * written: logs at TRACE, responses of the REST API, JMX attributes, and every file of the broker with all records, offsets
 * and configurations.
 */
class SecretsIT {

    private static final String PROXY_PASSWORD = "proxy-pass-0d1f";
    private static final String STORE_PASSWORD = "store-pass-77ae";
    private static final String WRONG_TOKEN = "wrong-token-c01d";

    /**
     * TRACE for all but the loggers that write each byte of a socket: this test sends plain secrets to the REST API for
     * validation, and Kafka's clients send records.
     */
    private static final Map<String, String> LEVELS = Map.of(
            "defaultLogLevel", "trace",
            "log.org.eclipse.jetty", "info",
            "log.org.apache.kafka.clients", "info",
            "log.org.apache.kafka.common.network", "info");

    /** Levels of java.util.logging, to which OkHttp logs. The JVM's own loggers for JMX are not part of the worker. */
    private static final String OTHER_LEVELS = "handlers=java.util.logging.ConsoleHandler%n"
            + "java.util.logging.ConsoleHandler.level=FINEST%n.level=FINEST%n"
            + "sun.level=INFO%njavax.level=INFO%njdk.level=INFO%n";

    private final List<String> written = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void noSecretIsWrittenAnywhere() throws Exception {
        int jmx = FreePort.find();
        try (ProcessStack stack = ProcessStack.start(StackFiles.fromBuild("secrets-it"), options(jmx));
                Scene scene = Scene.open(stack, "secrets", 300, 1200, 100);
                CallsTopic topic = scene.topic();
                MockWebServer elsewhere = new MockWebServer();
                MockWebServer untrusted = new MockWebServer()) {
            elsewhere.start();
            untrusted.useHttps(certificate().sslSocketFactory());
            untrusted.start();
            SimulatedAccount account = scene.accounts().get(0);
            Path secrets = writeSecrets(account);
            ConnectRest connector = scene.connector();
            Map<String, String> config = scene.config();
            config.put("twilio.auth.token", secret(secrets, "token"));
            config.put("retry.backoff.ms", "10");
            config.put("read.timeout.ms", "500");

            readThroughFaults(scene, topic, config, stack);
            written.add(JmxDump.of(jmx));
            config.put("accounts", account.sid());
            connector.configure(config).ok();
            failUntilHealed(scene, new Fault.Error(401, 20003), "Gave up");
            failUntilHealed(scene, new Fault.Error(404, 20404), "404");
            failUntilHealed(scene, new Fault.MissingSids(), "has no sid");
            failUntilHealed(scene, new Fault.Redirect(elsewhere.url("/").toString()), "does not follow redirects");
            failUntilHealed(scene, new Fault.NextPageOnAnotherHost(elsewhere.url("/").toString()), "no credential was exposed");
            assertThat(elsewhere.getRequestCount())
                    .as("requests to another host")
                    .isZero();
            rejectAnOffset(connector, account.sid());
            failByConfiguration(connector, config, account, secrets, untrusted);
            validatePlainSecrets(connector, config, account);

            written.add(JmxDump.of(jmx));
            written.add(stack.worker().log());
            assertThat(written).allSatisfy(text -> assertThat(text).isNotBlank());
            assertThat(String.join("\n", written))
                    .as("texts that are searched")
                    .contains("Twilio returned 429", "Twilio returned 401", "none.p12", account.sid())
                    .contains("TRACE org.apache.kafka.connect.runtime", "okhttp3.internal", "Accounts.json?")
                    .contains("kafka.connect:", "calls-emitted-total", "'page_uri'", "SSLHandshakeException");
            Map<String, String> texts = stack.files().written();
            texts.put("logs, JMX and REST", String.join("\n", written));
            assertThat(texts).as("texts that are searched").hasSizeGreaterThan(20);
            for (String secret : secretsOf(scene)) {
                assertThat(texts).allSatisfy((where, text) -> assertThat(text.contains(secret))
                        .as("%s contains %s", where, secret)
                        .isFalse());
            }
        }
    }

    private List<String> options(int jmx) throws IOException {
        Path logging = Files.writeString(directory.resolve("logging.properties"), OTHER_LEVELS.formatted());
        List<String> options = new ArrayList<>(JmxDump.options(jmx));
        LEVELS.forEach((name, level) -> options.add("-Dorg.slf4j.simpleLogger." + name + "=" + level));
        options.add("-Djava.util.logging.config.file=" + logging);
        return options;
    }

    private Path writeSecrets(SimulatedAccount account) throws IOException {
        return Files.writeString(
                directory.resolve("secrets.properties"),
                "token=%s%nwrong=%s%nkey=%s%nproxy=%s%nstore=%s%n"
                        .formatted(
                                account.authToken(),
                                WRONG_TOKEN,
                                account.apiKey().secret(),
                                PROXY_PASSWORD,
                                STORE_PASSWORD));
    }

    /** Reads all accounts, whose list has their auth tokens, through every fault of a response until it has recovered. */
    private void readThroughFaults(Scene scene, CallsTopic topic, Map<String, String> config, ProcessStack stack) {
        config.put("accounts", "*");
        config.put("accounts.refresh.interval.ms", "1000");
        scene.connector().configure(config).ok();
        for (Fault fault : List.of(
                new Fault.Error(401, 20003),
                new Fault.Error(429, 20429),
                new Fault.Error(500, 20500),
                new Fault.RetryAfter(503, 0, 1),
                new Fault.Html(502),
                new Fault.Html(200),
                new Fault.TruncatedBody(),
                new Fault.Reset(),
                new Fault.NoResponse())) {
            scene.simulator().faults().next(1, fault);
        }
        await().atMost(Scene.TIMEOUT).until(() -> {
            topic.poll(Duration.ofMillis(200));
            return topic.last().size() >= 600 && stack.worker().log().contains("HTTP status 502");
        });
        scene.simulator().faults().next(5, url -> url.encodedPath().endsWith("Accounts.json"), new Fault.TruncatedBody());
        scene.simulator().served().forEach(served -> written.add(served.url().toString()));
        recordStatus(scene.connector());
        written.add(scene.connector().offsets().toString());
    }

    /** Makes every request of the task fail until the task has failed with a text, then clears the fault. */
    private void failUntilHealed(Scene scene, Fault fault, String text) {
        ConnectRest connector = scene.connector();
        scene.simulator().faults().next(Integer.MAX_VALUE, fault);
        await(text).atMost(Scene.TIMEOUT).until(() -> connector.trace().contains(text));
        recordStatus(connector);
        scene.simulator().faults().clear();
        connector.restartFailed();
        await("a running task").atMost(Scene.TIMEOUT).until(() -> {
            List<String> states = connector.taskStates();
            return states.contains("RUNNING") && !states.contains("FAILED");
        });
    }

    private void rejectAnOffset(ConnectRest connector, String account) {
        connector.stop().ok();
        Map<String, Object> offset = Map.of(
                "version",
                1,
                "started",
                "2026-11-22T00:00:00Z",
                "saved",
                "2026-11-22T00:00:00Z",
                "page_uri",
                "https://elsewhere.example.com/2010-04-01/Accounts/" + account + "/Calls.json");
        Map<String, Object> partition = Map.of("account_sid", account, "window", "backfill:2026-10");
        await().atMost(Scene.TIMEOUT).until(() -> {
            String response = connector
                    .alterOffsets(List.of(Map.of("partition", partition, "offset", offset)))
                    .body()
                    .toString();
            written.add(response);
            return response.contains("'page_uri'");
        });
        connector.resume().ok();
    }

    /** Every failure that a configuration can cause. */
    private void failByConfiguration(
            ConnectRest connector,
            Map<String, String> config,
            SimulatedAccount account,
            Path secrets,
            MockWebServer untrusted)
            throws IOException {
        config.put("retry.timeout.ms", "2000");
        config.put("twilio.auth.token", secret(secrets, "wrong"));
        failure(connector, config, "401");
        config.remove("twilio.auth.token");
        config.put("twilio.api.key.sid", account.apiKey().sid());
        config.put("twilio.api.key.secret", secret(secrets, "key"));
        String url = config.put("twilio.api.url", untrusted.url("/").toString());
        failure(connector, config, "SSLHandshakeException");
        config.put("twilio.api.url", url);
        config.put("proxy.host", "127.0.0.1");
        config.put("proxy.port", "1");
        config.put("proxy.username", "joe");
        config.put("proxy.password", secret(secrets, "proxy"));
        failure(connector, config, "proxy");
        config.keySet().removeIf(key -> key.startsWith("proxy."));
        Path none = Files.writeString(directory.resolve("none.p12"), "no trust store");
        config.put("ssl.truststore.location", none.toString());
        config.put("ssl.truststore.password", secret(secrets, "store"));
        failure(connector, config, "none.p12");
    }

    /** Validates plain secrets. Only the errors are kept: Connect's response repeats every value of the request. */
    private void validatePlainSecrets(ConnectRest connector, Map<String, String> config, SimulatedAccount account) {
        config.put("twilio.auth.token", WRONG_TOKEN);
        config.put("twilio.api.key.secret", account.apiKey().secret());
        config.put("ssl.truststore.password", STORE_PASSWORD);
        config.put("page.size", "none");
        written.add(connector
                .validate(TwilioCallsSourceConnector.class.getName(), config)
                .body()
                .path("configs")
                .findValuesAsText("errors")
                .toString());
    }

    private void failure(ConnectRest connector, Map<String, String> config, String text) {
        Http.Response response = connector.configure(config);
        if (!response.isOk()) {
            assertThat(response.body().toString()).contains(text);
            written.add(response.body().toString());
            return;
        }
        await(text).atMost(Scene.TIMEOUT).until(() -> {
            if (connector.trace().contains(text)) {
                return true;
            }
            connector.restartFailed();
            return false;
        });
        recordStatus(connector);
    }

    private void recordStatus(ConnectRest connector) {
        written.add(connector.status());
        written.add(connector.configuration());
    }

    private static List<String> secretsOf(Scene scene) {
        List<String> secrets = new ArrayList<>(List.of(
                WRONG_TOKEN,
                PROXY_PASSWORD,
                STORE_PASSWORD,
                basic(scene.sids().get(0), WRONG_TOKEN),
                basic("joe", PROXY_PASSWORD)));
        for (SimulatedAccount account : scene.accounts()) {
            secrets.add(account.authToken());
            secrets.add(account.apiKey().secret());
            secrets.add(basic(account.sid(), account.authToken()));
            secrets.add(basic(account.apiKey().sid(), account.apiKey().secret()));
        }
        return secrets;
    }

    private static HandshakeCertificates certificate() {
        return new HandshakeCertificates.Builder()
                .heldCertificate(new HeldCertificate.Builder()
                        .addSubjectAlternativeName("localhost")
                        .build())
                .build();
    }

    private static String secret(Path file, String key) {
        return "${file:" + file + ":" + key + "}";
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
