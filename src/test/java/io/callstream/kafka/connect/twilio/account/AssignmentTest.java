package io.callstream.kafka.connect.twilio.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Property
    void accountsKeepTheirTask(
            @ForAll @Size(max = 40) Set<@IntRange(max = 60) Integer> before,
            @ForAll @Size(max = 40) Set<@IntRange(max = 60) Integer> after,
            @ForAll @IntRange(min = 1, max = 12) int maxTasks) {
        Assignment first = Assignment.NONE.of(names(before), maxTasks);
        Assignment second = first.of(names(after), maxTasks);

        assertThat(second.tasks().stream().flatMap(List::stream))
                .as("each account once")
                .containsExactlyInAnyOrderElementsOf(names(after));
        assertThat(second.tasks()).hasSize(Math.min(maxTasks, after.size()));
        Map<String, Integer> tasks = taskOfEach(first);
        taskOfEach(second).forEach((account, task) -> {
            Integer had = tasks.get(account);
            if (had != null && had < second.tasks().size() && after.containsAll(before)) {
                assertThat(task).as(account).isEqualTo(had);
            }
        });
        int most = sizes(second).max().orElse(0);
        int fewest = sizes(second).min().orElse(0);
        assertThat(most).as("accounts of the fullest task").isLessThanOrEqualTo(2 * fewest + 1);
    }

    @Test
    void movesAsFewAsPossibleAfterARemoval() {
        Assignment six = Assignment.NONE.of(List.of("AC1", "AC2", "AC3", "AC4", "AC5", "AC6"), 2);
        assertThat(six.tasks()).containsExactly(List.of("AC1", "AC3", "AC5"), List.of("AC2", "AC4", "AC6"));
        assertThat(six.of(List.of("AC1", "AC2", "AC3", "AC5"), 2).tasks())
                .as("balanced enough")
                .containsExactly(List.of("AC1", "AC3", "AC5"), List.of("AC2"));
        assertThat(six.of(List.of("AC1", "AC3", "AC5"), 2).tasks())
                .as("no task is idle while another has several accounts")
                .containsExactly(List.of("AC1", "AC3"), List.of("AC5"));
    }

    private static IntStream sizes(Assignment assignment) {
        return assignment.tasks().stream().mapToInt(List::size);
    }

    @Property
    void spreadsNewAccountsEvenly(
            @ForAll @Size(max = 60) Set<Integer> accounts, @ForAll @IntRange(min = 1, max = 12) int maxTasks) {
        List<Integer> sizes = Assignment.NONE.of(names(accounts), maxTasks).tasks().stream()
                .map(List::size)
                .toList();
        sizes.forEach(size -> assertThat(size).isBetween(sizes.get(sizes.size() - 1), sizes.get(0)));
        assertThat(sizes.isEmpty() ? 0 : sizes.get(0) - sizes.get(sizes.size() - 1))
                .isBetween(0, 1);
    }

    /** A restarted connector has lost its assignment; it must not move accounts because of that. */
    @Test
    void aRestartMovesNoAccount() {
        List<String> accounts = new ArrayList<>();
        Assignment grown = Assignment.NONE;
        for (int i = 0; i < 50; i++) {
            accounts.add("AC" + i);
            grown = grown.of(accounts, 7);
            assertThat(grown).isEqualTo(Assignment.NONE.of(accounts, 7));
        }
    }

    private static List<String> names(Set<Integer> accounts) {
        return new LinkedHashSet<>(accounts)
                .stream().map(number -> "AC" + number).toList();
    }

    private static Map<String, Integer> taskOfEach(Assignment assignment) {
        Map<String, Integer> tasks = new HashMap<>();
        for (int task = 0; task < assignment.tasks().size(); task++) {
            for (String account : assignment.tasks().get(task)) {
                tasks.put(account, task);
            }
        }
        return tasks;
    }
}
