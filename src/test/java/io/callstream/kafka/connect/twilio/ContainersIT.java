package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.callstream.kafka.connect.twilio.stack.ContainerStack;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * A cluster of two workers, as containers. Without Docker it is skipped, but for {@code -Dcontainers.required=true}, which
 * makes that a failure.
 */
class ContainersIT extends ClusterScenarios {

    private static StackFiles files;
    private static ContainerStack stack;

    @BeforeAll
    static void startStack() {
        if (Boolean.getBoolean("containers.required")) {
            assertThat(ContainerStack.isPossible()).as("Docker answers").isTrue();
        } else {
            assumeThat(ContainerStack.isPossible())
                    .as("no Docker on this machine: the containers are not tried")
                    .isTrue();
        }
        files = StackFiles.fromBuild("containers-it");
        stack = ContainerStack.start(files, workers());
    }

    @AfterAll
    static void stopStack() {
        if (stack != null) {
            stack.close();
        }
    }

    @Override
    Stack stack() {
        return stack;
    }

    @Override
    StackFiles files() {
        return files;
    }
}
