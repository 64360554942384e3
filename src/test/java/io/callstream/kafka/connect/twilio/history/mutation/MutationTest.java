package io.callstream.kafka.connect.twilio.history.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * With each known way to write the sync wrong, some history breaks a promise.
 *
 * <p>{@code -Dmutation="no stale guard"} tries one of them.
 */
class MutationTest {

    private static final int SEEDS = Integer.getInteger("mutation.seeds", 10_000);

    static List<Mutation> mutations() {
        Optional<String> one = Optional.ofNullable(System.getProperty("mutation"));
        return Mutations.ALL.stream()
                .filter(mutation -> one.isEmpty() || one.get().equals(mutation.name()))
                .toList();
    }

    @Test
    void docsStateTheNumberOfMutations() throws IOException {
        assertThat(Files.readString(Path.of("docs/guarantees.md"))).contains("[" + Mutations.ALL.size() + " ways]");
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void someHistoryBreaksAPromise(Mutation mutation, @TempDir Path directory) throws Exception {
        Mutant mutant = Mutant.of(mutation, directory);
        Optional<String> caught = Stream.iterate(0L, seed -> seed < SEEDS, seed -> seed + 1)
                .map(seed -> "seed=" + seed + " " + mutation.where())
                .map(plan -> mutant.brokenBy(plan).map(promise -> plan + ": " + promise))
                .flatMap(Optional::stream)
                .findFirst();
        assertThat(caught).as("history that breaks a promise: %s", mutation).isPresent();
        System.out.printf("%-75s %.90s%n", mutation, caught.orElseThrow());
    }
}
