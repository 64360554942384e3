package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.callstream.kafka.connect.twilio.simulator.Fault;
import io.callstream.kafka.connect.twilio.simulator.SimulatedAccount;
import io.callstream.kafka.connect.twilio.stack.CallsTopic;
import io.callstream.kafka.connect.twilio.stack.ConnectRest;
import io.callstream.kafka.connect.twilio.stack.Http;
import io.callstream.kafka.connect.twilio.stack.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets come through a config provider, as on any cluster worth the name; then the connector is taken through all that
 * can go wrong, and nothing that was written anywhere holds one: logs at TRACE, answers of the REST API, records.
 */
class SecretsIT {

    private static final String PROXY_PASSWORD = "proxy-pass-0d1f";
    private static final String STORE_PASSWORD = "store-pass-77ae";
    private static final String WRONG_TOKEN = "wrong-token-c01d";

    @Test
    void noSecretIsWrittenAnywhere(@TempDir Path directory) throws Exception {
        try (ProcessStack stack = ProcessStack.start(StackFiles.fromBuild("secrets-it"));
                Scene scene = Scene.open(stack, "secrets", 300, 1200, 100);
                CallsTopic topic = scene.topic()) {
            SimulatedAccount account = scene.accounts().get(0);
            Path secrets = Files.writeString(
                    directory.resolve("secrets.properties"),
                    "token=%s%nwrong=%s%nkey=%s%nproxy=%s%nstore=%s%n"
                            .formatted(
                                    account.authToken(),
                                    WRONG_TOKEN,
                                    account.apiKey().secret(),
                                    PROXY_PASSWORD,
                                    STORE_PASSWORD));
            List<String> written = new ArrayList<>();
            ConnectRest connector = scene.connector();

            // all that can go wrong with an answer, and well again
            Map<String, String> config = scene.config();
            config.put("twilio.auth.token", secret(secrets, "token"));
            config.put("retry.backoff.ms", "10");
            config.put("read.timeout.ms", "500");
            connector.configure(config).ok();
            for (Fault fault : List.of(
                    new Fault.Error(401, 20003),
                    new Fault.Error(429, 20429),
                    new Fault.Error(500, 20500),
                    new Fault.RetryAfter(503, 0, 1),
                    new Fault.Html(502),
                    new Fault.Html(200),
                    new Fault.CutBody(),
                    new Fault.Reset(),
                    new Fault.Silence())) {
                scene.simulator().faults().next(1, fault);
            }
            await().atMost(Scene.PATIENCE).until(() -> {
                topic.poll(Duration.ofMillis(200)).forEach(arrival -> written.add(arrival.toString()));
                return topic.last().size() >= 600 && stack.worker().log().contains("Twilio answered 502");
            });
            written.add(connector.status());
            written.add(connector.offsets().toString());

            // each way to fail for good
            scene.simulator().faults().next(Integer.MAX_VALUE, new Fault.Error(401, 20003));
            await().atMost(Scene.PATIENCE).until(() -> connector.trace().contains("Given up"));
            written.add(connector.status());
            scene.simulator().faults().clear();
            config.put("twilio.auth.token", secret(secrets, "wrong"));
            written.add(failure(connector, config, "401"));
            config.remove("twilio.auth.token");
            config.put("accounts", account.sid());
            config.put("twilio.api.key.sid", account.apiKey().sid());
            config.put("twilio.api.key.secret", secret(secrets, "key"));
            config.put("retry.timeout.ms", "2000");
            config.put("proxy.host", "127.0.0.1");
            config.put("proxy.port", "1");
            config.put("proxy.username", "joe");
            config.put("proxy.password", secret(secrets, "proxy"));
            written.add(failure(connector, config, "proxy"));
            config.keySet().removeIf(key -> key.startsWith("proxy."));
            config.put(
                    "ssl.truststore.location",
                    Files.writeString(directory.resolve("none.p12"), "no trust store")
                            .toString());
            config.put("ssl.truststore.password", secret(secrets, "store"));
            written.add(failure(connector, config, "none.p12"));

            // what a validation says of plain secrets
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

            written.add(stack.worker().log());
            assertThat(written).allSatisfy(text -> assertThat(text).isNotBlank());
            assertThat(String.join("\n", written))
                    .as("what was searched")
                    .contains("Twilio answered 429", "Twilio answered 401", "none.p12", account.sid());
            for (String secret : List.of(
                    account.authToken(),
                    account.apiKey().secret(),
                    WRONG_TOKEN,
                    PROXY_PASSWORD,
                    STORE_PASSWORD,
                    basic(account.sid(), account.authToken()),
                    basic(account.apiKey().sid(), account.apiKey().secret()),
                    basic("joe", PROXY_PASSWORD))) {
                assertThat(String.join("\n", written)).doesNotContain(secret);
            }
        }
    }

    private static String failure(ConnectRest connector, Map<String, String> config, String word) {
        Http.Answer answer = connector.configure(config);
        if (!answer.isOk()) {
            assertThat(answer.body().toString()).contains(word);
            return answer.body().toString();
        }
        await().atMost(Scene.PATIENCE).until(() -> {
            if (connector.trace().contains(word)) {
                return true;
            }
            connector.restartFailed();
            return false;
        });
        return connector.status();
    }

    private static String secret(Path file, String key) {
        return "${file:" + file + ":" + key + "}";
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }
}
