package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.AccountClient;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.Fault;
import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.api.RequestListener;
import io.callstream.kafka.connect.twilio.api.TestApi;
import io.callstream.kafka.connect.twilio.api.TwilioApiException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** With one request in flight at most. */
class SenderTest {

    private final VirtualTimer timer = new VirtualTimer();
    private final Sender sender = new Sender(
            1,
            new Retries(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1)),
            new Timing(timer, timer::nanoTime, () -> 0.5),
            new OutageLog(LoggerFactory.getLogger(AccountClient.class), timer::nanoTime)
                    .of(TestApi.ACCOUNT, RequestListener.NONE),
            RequestListener.NONE);
    private final List<String> events = new ArrayList<>();

    @Test
    void sendsTheNextRequestBeforeReadingAResponse() {
        CompletableFuture<String> response = new CompletableFuture<>();
        send("first", response, this::read);
        send("second", new CompletableFuture<>(), this::read);
        timer.pass(Duration.ZERO);
        assertThat(events).containsExactly("first is sent");

        response.complete("first");
        assertThat(events).containsExactly("first is sent", "second is sent", "first is read");
    }

    @Test
    void retriesAnUnreadableResponse() {
        CompletableFuture<String> outcome = send("first", CompletableFuture.completedFuture("first"), response -> {
            read(response);
            if (events.size() == 2) {
                throw new TwilioApiException(Fault.GARBLED, "cut", "cut", Optional.empty(), null);
            }
            return response;
        });
        timer.pass(Duration.ofMinutes(1));

        assertThat(outcome).isCompletedWithValue("first");
        assertThat(events).containsExactly("first is sent", "first is read", "first is sent", "first is read");

        send("second", new CompletableFuture<>(), this::read);
        timer.pass(Duration.ZERO);
        assertThat(events).as("the permit was released").endsWith("second is sent");
    }

    private CompletableFuture<String> send(
            String name, CompletableFuture<String> response, UnaryOperator<String> reader) {
        return sender.send(
                Priority.BACKFILL,
                attempt -> {
                    events.add(name + " is sent");
                    return response;
                },
                reader::apply);
    }

    private String read(String response) {
        events.add(response + " is read");
        return response;
    }
}
