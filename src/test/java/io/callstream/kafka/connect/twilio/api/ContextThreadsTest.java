package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;
import org.slf4j.helpers.BasicMDCAdapter;

/** The tests' logger has no context, so it gets one for this test. */
class ContextThreadsTest {

    private Object usual;

    @BeforeEach
    void giveTheLoggerAContext() throws Exception {
        usual = adapter().get(null);
        adapter().set(null, new BasicMDCAdapter());
    }

    @AfterEach
    void takeItAway() throws Exception {
        adapter().set(null, usual);
    }

    @Test
    void logAsTheThreadOnWhichTheyWereMade() throws Exception {
        MDC.put("connector.context", "[twilio-calls|task-0] ");
        ContextThreads threads = new ContextThreads("twilio-api");
        MDC.put("connector.context", "[another|task-1] ");

        CompletableFuture<String> context = new CompletableFuture<>();
        threads.newThread(() -> context.complete(MDC.get("connector.context"))).start();

        assertThat(context.get(10, TimeUnit.SECONDS)).isEqualTo("[twilio-calls|task-0] ");
    }

    private static Field adapter() throws NoSuchFieldException {
        Field adapter = MDC.class.getDeclaredField("mdcAdapter");
        adapter.setAccessible(true);
        return adapter;
    }
}
