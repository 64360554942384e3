package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.stack.container.ContainerStack;
import io.callstream.kafka.connect.twilio.stack.container.Docker;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;

/** A cluster of two workers, as containers. */
class ContainersIT extends ClusterScenarios {

    private static StackFiles files;
    @AutoClose
    private static ContainerStack stack;


    @BeforeAll
    static void startStack() {
        Docker.require();
        files = StackFiles.fromBuild("containers-it");
        stack = ContainerStack.start(files, workers());
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
