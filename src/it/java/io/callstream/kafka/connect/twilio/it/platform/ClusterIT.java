package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A cluster of two workers, as processes. */
class ClusterIT extends ClusterScenarios {

    private static StackFiles files;
    private static ProcessStack stack;

    @BeforeAll
    static void startStack() {
        files = StackFiles.fromBuild("cluster-it");
        stack = ProcessStack.start(files, workers());
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
