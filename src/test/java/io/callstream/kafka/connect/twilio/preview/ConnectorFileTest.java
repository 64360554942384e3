package io.callstream.kafka.connect.twilio.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectorFileTest {

    @TempDir
    private Path directory;

    @Test
    void readsTheShippedFiles() throws InvalidConfigException {
        Map<String, String> json = ConnectorFile.read(Path.of("config/twilio-calls.json"));
        Map<String, String> properties = ConnectorFile.read(Path.of("config/twilio-calls.properties"));
        assertThat(json).containsEntry("poll.interval.ms", "30000");
        assertThat(properties).containsAllEntriesOf(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"page.size\": \"50\", \"nothing\": null}",
                "{\"page.size\": 50}",
                "{\"name\": \"calls\", \"config\": {\"page.size\": \"50\"}}"
            })
    void readsARestApiBody(String json) throws Exception {
        assertThat(ConnectorFile.read(file("calls.json", json)))
                .containsEntry("page.size", "50")
                .doesNotContainKey("nothing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"twilio.auth.token\": s3cret}",
                "{\"twilio.auth.token\": \"s3cret\"",
                "{\"twilio.auth.token\": \"s3cret\" s3cret}",
                "s3cret",
                "[\"s3cret\"]",
                "",
                "{\"twilio.auth.token\": [\"s3cret\"]}"
            })
    void rejectsAnInvalidFileWithoutQuotingIt(String json) throws Exception {
        Path file = file("calls.json", json);
        assertThatThrownBy(() -> ConnectorFile.read(file))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageNotContaining("s3cret")
                .message()
                .isNotBlank();
    }

    @Test
    void theMessageNamesThePosition() throws Exception {
        Path broken = file("calls.json", "{\n  \"page.size\": x\n}");
        assertThatThrownBy(() -> ConnectorFile.read(broken)).hasMessageContaining("calls.json", "line 2");
        Path list = file("list.json", "{\"topic\": {}}");
        assertThatThrownBy(() -> ConnectorFile.read(list)).hasMessageStartingWith("topic: ");
        Path escape = file("calls.properties", "twilio.auth.token=\\us3cret");
        assertThatThrownBy(() -> ConnectorFile.read(escape)).hasMessageContaining("calls.properties", "\\u");
        Path missing = directory.resolve("missing.json");
        assertThatThrownBy(() -> ConnectorFile.read(missing)).hasMessageContaining("missing.json: no such file");
        assertThatThrownBy(() -> ConnectorFile.read(directory)).hasMessageContaining("cannot be read");
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
