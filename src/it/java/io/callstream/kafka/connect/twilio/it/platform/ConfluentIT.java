package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.stack.container.ContainerStack;
import io.callstream.kafka.connect.twilio.stack.container.Docker;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Confluent's current converter and registry, with the profile confluent, which needs Confluent's repositories. */
@EnabledIfSystemProperty(named = "confluent", matches = "true", disabledReason = "the profile confluent is not active")
class ConfluentIT extends ConverterScenarios {

    private static StackFiles files;
    @AutoClose
    private static ContainerStack stack;


    @BeforeAll
    static void startStack() {
        Docker.require();
        files = StackFiles.fromBuild("confluent-it");
        stack = ContainerStack.start(files, 1);
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
