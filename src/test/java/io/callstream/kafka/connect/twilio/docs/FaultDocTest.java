package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultDocTest {

    @ParameterizedTest
    @EnumSource
    void documentsEveryFaultWithItsRemedy(Fault fault) throws IOException {
        List<String> rows = Files.readAllLines(Path.of("docs/troubleshooting.md")).stream()
                .filter(line -> line.startsWith("| `" + fault + "` |"))
                .toList();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.split(" \\| "))
                .satisfies(cells -> {
                    assertThat(cells[2]).isEqualTo(retries(fault));
                    assertThat(cells[3]).startsWith(fault.remedy());
                }));
    }

    private static String retries(Fault fault) {
        if (!fault.isRetried(1)) {
            return "no";
        }
        return fault.isRetried(1000) ? "until `retry.timeout.ms`" : "twice";
    }
}
