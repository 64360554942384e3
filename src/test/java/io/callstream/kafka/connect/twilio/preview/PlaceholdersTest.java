package io.callstream.kafka.connect.twilio.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.callstream.kafka.connect.twilio.preview.report.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceholdersTest {

    private static final Map<String, String> WORKER = Map.of(
            "bootstrap.servers", "localhost:9092",
            "config.providers", "file",
            "config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider");

    @TempDir
    private Path directory;

    private Path secrets;

    @BeforeEach
    void writeSecrets() throws IOException {
        secrets = Files.writeString(directory.resolve("secrets.properties"), "token=s3cret\n");
    }

    @Test
    void ignoresThePlaceholderOfTheTopic() {
        assertThatCode(() -> Placeholders.reject(Map.of("topic", "calls.${account_sid}")))
                .doesNotThrowAnyException();
    }

    @Test
    void namesEachKeyWithAPlaceholder() {
        InvalidConfigException rejected = catchThrowableOfType(
                InvalidConfigException.class,
                () -> Placeholders.reject(Map.of(
                        "twilio.auth.token", "${file:/a:b}", "topic", "x", "proxy.password", "${env:PASSWORD}")));
        assertThat(rejected.problems())
                .extracting(Problem::key)
                .containsExactly(Optional.of("proxy.password"), Optional.of("twilio.auth.token"));
        assertThat(rejected.problems())
                .allSatisfy(problem -> assertThat(problem.message()).contains("--worker"));
    }

    @Test
    void usesTheWorkersConfigProviders() throws InvalidConfigException {
        Map<String, String> replaced = Placeholders.replace(config("${file:" + secrets + ":token}"), WORKER);
        assertThat(replaced).isEqualTo(Map.of("topic", "calls.${account_sid}", "twilio.auth.token", "s3cret"));
    }

    @Test
    void namesTheKeyOfAnUnresolvedValue() {
        assertRejected(config("${file:" + secrets + ":other}"), WORKER, "has no such value");
        assertRejected(config("${vault:a:b}"), WORKER, "does not list the provider");
        assertRejected(config("${file:" + secrets + ":token}"), Map.of(), "does not list the provider");
        assertRejected(config("${file:/no/such/file:token}"), WORKER, "failed");
        Map<String, String> unknown = new HashMap<>(WORKER);
        unknown.put("config.providers.file.class", "com.example.Vault");
        assertRejected(config("${file:" + secrets + ":token}"), unknown, "com.example.Vault");
    }

    private static void assertRejected(Map<String, String> config, Map<String, String> worker, String message) {
        InvalidConfigException rejected =
                catchThrowableOfType(InvalidConfigException.class, () -> Placeholders.replace(config, worker));
        assertThat(rejected.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.key()).contains("twilio.auth.token");
            assertThat(problem.message()).contains(message).doesNotContain("s3cret");
        });
    }

    private static Map<String, String> config(String token) {
        return Map.of("topic", "calls.${account_sid}", "twilio.auth.token", token);
    }
}
