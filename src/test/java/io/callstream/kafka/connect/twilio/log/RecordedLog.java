package io.callstream.kafka.connect.twilio.log;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

/** Records the lines that a logger writes. */
public final class RecordedLog {

    private final List<String> written = new ArrayList<>();

    /** A logger that records. */
    public Logger logger() {
        return (Logger) Proxy.newProxyInstance(
                Logger.class.getClassLoader(), new Class<?>[] {Logger.class}, (proxy, method, arguments) -> {
                    Object[] values = arguments.length == 2 && arguments[1] instanceof Object[] many
                            ? many
                            : Arrays.copyOfRange(arguments, 1, arguments.length);
                    String text = MessageFormatter.arrayFormat((String) arguments[0], values)
                            .getMessage();
                    written.add(method.getName().toUpperCase(Locale.ROOT) + " " + text);
                    return null;
                });
    }

    /** All lines, each prefixed with its level. */
    public List<String> lines() {
        return List.copyOf(written);
    }

    /** The lines of a level. */
    public List<String> lines(String level) {
        return written.stream().filter(line -> line.startsWith(level)).toList();
    }
}
