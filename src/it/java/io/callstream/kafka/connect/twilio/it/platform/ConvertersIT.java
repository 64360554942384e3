package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.stack.Converters;
import io.callstream.kafka.connect.twilio.stack.process.ProcessStack;
import io.callstream.kafka.connect.twilio.stack.Stack;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The converters on Maven Central, with Apicurio's registry. */
class ConvertersIT extends ConverterScenarios {

    private static StackFiles files;
    @AutoClose
    private static ProcessStack stack;


    @BeforeAll
    static void startStack() {
        files = StackFiles.fromBuild("converters-it");
        stack = ProcessStack.start(files);
    }

    @Test
    void apicurioConverterRegistersCallAvsc() {
        registersCallAvsc("calls-apicurio", Converters.apicurioAvro(stack));
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
