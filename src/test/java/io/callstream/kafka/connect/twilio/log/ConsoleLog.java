package io.callstream.kafka.connect.twilio.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;

/** Takes the lines that all loggers write to the console, until it is closed. */
public final class ConsoleLog implements AutoCloseable {

    private final PrintStream usual = System.err;
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    private ConsoleLog(Supplier<String> prefix) {
        System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8) {
            @Override
            public synchronized void println(String line) {
                super.println(prefix.get() + line);
            }
        });
    }

    public static ConsoleLog start() {
        return withPrefix(() -> "");
    }

    /**
     * @param prefix of each line, asked for on the thread that writes it
     */
    public static ConsoleLog withPrefix(Supplier<String> prefix) {
        return new ConsoleLog(prefix);
    }

    /** The lines so far. */
    public List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        System.setErr(usual);
    }
}
