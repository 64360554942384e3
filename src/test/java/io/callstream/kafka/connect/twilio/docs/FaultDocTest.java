package io.callstream.kafka.connect.twilio.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.Fault.Asked;
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
                .limit(1)
                .toList();
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.split(" \\| "))
                .satisfies(cells -> {
                    assertThat(cells[2]).isEqualTo(retries(fault));
                    assertThat(cells[3]).startsWith(fault.remedy(Asked.CALLS));
                }));
    }

    /** Where something else than a list of calls was requested. */
    @ParameterizedTest
    @EnumSource
    void documentsTheOtherRemedies(Asked asked) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/troubleshooting.md"));
        assertThat(Fault.values()).allSatisfy(fault -> {
            String remedy = fault.remedy(asked);
            assertThat(remedy.equals(fault.remedy(Asked.CALLS))
                            || lines.stream()
                                    .anyMatch(line -> line.startsWith("| `" + fault + "` |")
                                            && line.endsWith("| " + remedy + " |")))
                    .as("%s of %s: %s", fault, asked, remedy)
                    .isTrue();
        });
    }

    private static String retries(Fault fault) {
        if (!fault.isRetried(1)) {
            return "no";
        }
        return fault.isRetried(1000) ? "until `retry.timeout.ms`" : "twice";
    }
}
