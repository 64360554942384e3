package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

/** A cluster of two workers, as processes. */
class ClusterIT extends ClusterScenarios {

    private static StackFiles files;
    @AutoClose
    private static ProcessStack stack;


    @BeforeAll
    static void startStack() {
        files = StackFiles.fromBuild("cluster-it");
        stack = ProcessStack.start(files, workers());
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
