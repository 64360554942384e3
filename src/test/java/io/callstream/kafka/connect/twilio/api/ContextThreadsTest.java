package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.log.WithLoggerContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.MDC;

@ExtendWith(WithLoggerContext.class)
class ContextThreadsTest {

    @Test
    void inheritTheLoggingContextOfTheirCreator() throws Exception {
        MDC.put("connector.context", "[twilio-calls|task-0] ");
        ContextThreads threads = new ContextThreads("twilio-api");
        MDC.put("connector.context", "[another|task-1] ");

        CompletableFuture<String> context = new CompletableFuture<>();
        threads.newThread(() -> context.complete(MDC.get("connector.context"))).start();

        assertThat(context.get(10, TimeUnit.SECONDS)).isEqualTo("[twilio-calls|task-0] ");
    }
}
