package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class OutageLogTest {

    private static final Duration DELAY = Duration.ofMillis(250);

    private final List<String> written = new ArrayList<>();
    private final AtomicLong nanoTime = new AtomicLong();
    private final OutageLog log = new OutageLog("AC1", logger(), nanoTime::get);
    private final Attempts one = new Attempts(nanoTime::get);
    private final Attempts other = new Attempts(nanoTime::get);

    @Test
    void warnsOnceAndTellsTheEndOnceAllRequestsAreAnswered() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.retrying(other, new IllegalStateException("second."), DELAY);
        log.retrying(one, new IllegalStateException("third."), DELAY);
        nanoTime.addAndGet(Duration.ofSeconds(7).toNanos());
        log.answered(one);

        assertThat(lines("WARN")).hasSize(1).first().asString().contains("first. It is sent again in 250 ms.");
        assertThat(lines("INFO")).isEmpty();

        log.answered(other);

        assertThat(lines("WARN")).hasSize(1);
        assertThat(lines("INFO"))
                .hasSize(1)
                .first()
                .asString()
                .contains("Account AC1: all is well again. Failed attempts: 3, in 7 s.");
    }

    @Test
    void nextOutageIsToldAnew() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.answered(one);
        log.retrying(other, new IllegalStateException("second."), DELAY);

        assertThat(lines("WARN")).hasSize(2);
    }

    @Test
    void requestThatIsGivenUpIsNoRecovery() {
        log.retrying(one, new IllegalStateException("first."), DELAY);
        log.givenUp(one);

        assertThat(lines("INFO")).isEmpty();
    }

    @Test
    void requestsThatNeverFailedAreNotWorthALine() {
        log.answered(one);
        log.givenUp(other);

        assertThat(written).isEmpty();
    }

    private List<String> lines(String level) {
        return written.stream().filter(line -> line.startsWith(level)).toList();
    }

    /** Writes down the level and what a reader would see. */
    private Logger logger() {
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
}
