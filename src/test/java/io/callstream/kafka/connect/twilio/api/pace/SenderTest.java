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
    private final Timing timing = new Timing(timer, timer::nanoTime, () -> 0.5);
    private final Sender sender = new Sender(
            new Limiter(1, timing).of(1),
            new Retries(Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofHours(1)),
            timing,
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

    /** A request that waits for another one's Retry-After is not failing meanwhile. */
    @Test
    void doesNotCountTheWaitForAPermitAsRetrying() {
        CompletableFuture<String> paused = send("first", failed(503, Optional.of(Duration.ofHours(2))), this::read);
        List<CompletableFuture<String>> responses =
                new ArrayList<>(List.of(failed(503, Optional.empty()), CompletableFuture.completedFuture("second")));
        CompletableFuture<String> waiting = sender.send(
                Priority.BACKFILL,
                attempt -> {
                    events.add("second is sent");
                    return responses.remove(0);
                },
                this::read);
        timer.pass(Duration.ofHours(5));

        assertThat(paused).isCompletedExceptionally();
        assertThat(events.stream().filter("second is sent"::equals)).hasSize(2);
        assertThat(waiting).isCompletedWithValue("second");
    }

    /** Attempts at the start, when the Retry-After is over, and, in place of a third wait, when the account's pause is. */
    @Test
    void capsEachWaitAtWhatIsLeftOfTheRetryTimeout() {
        CompletableFuture<String> outcome = send("first", failed(503, Optional.of(Duration.ofMinutes(40))), this::read);
        timer.pass(Duration.ofMinutes(79));
        assertThat(outcome).isNotDone();

        timer.pass(Duration.ofMinutes(1));
        assertThat(outcome).isCompletedExceptionally();
        assertThat(events).containsExactly("first is sent", "first is sent", "first is sent");
    }

    private static CompletableFuture<String> failed(int status, Optional<Duration> retryAfter) {
        return CompletableFuture.failedFuture(
                new TwilioApiException(Fault.SERVER_ERROR, "" + status, "" + status, retryAfter, null));
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
