package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.CallsReply;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Accounts whose requests get no response, beside one that responds, over sockets. */
@Timeout(120)
class HangingAccountsTest extends ClientAgainstAServer {

    private static final int HANGING = 30;
    private static final int REQUESTS_EACH = 8;

    /** Longer than the test may take: whatever is answered was not waiting for a timeout. */
    private static final Duration READ_TIMEOUT = Duration.ofMinutes(30);

    private final CountDownLatch hanging = new CountDownLatch(HANGING + 10);

    @ParameterizedTest
    @EnumSource(Priority.class)
    void doNotKeepAnotherAccountWaiting(Priority priority) throws Exception {
        TwilioClient client = clientWithHangingAccounts(Priority.ROLLING);

        CompletableFuture<CallsReply> reply = client.account(sid("healthy", 0)).send(TestApi.LIST, priority);

        assertThat(reply.get(30, TimeUnit.SECONDS)).isInstanceOf(CallsReply.Page.class);
    }

    @Test
    void doNotKeepHeadSweepsWaitingByTheirBackfill() throws Exception {
        TwilioClient client = clientWithHangingAccounts(Priority.BACKFILL);

        for (int i = 0; i < HANGING; i++) {
            CompletableFuture<CallsReply> reply =
                    client.account(sid("healthy", i)).send(TestApi.LIST, Priority.ROLLING);
            assertThat(reply.get(30, TimeUnit.SECONDS)).isInstanceOf(CallsReply.Page.class);
        }
    }

    private TwilioClient clientWithHangingAccounts(Priority priority) throws InterruptedException {
        dispatch(request -> {
            if (request.getUrl().encodedPath().contains(sid("healthy", 0).substring(0, 10))) {
                return TestApi.page().build();
            }
            hanging.countDown();
            return new MockResponse.Builder()
                    .onResponseStart(SocketEffect.Stall.INSTANCE)
                    .build();
        });
        TwilioClient client = new TwilioClient(TestApi.withReadTimeout(url(), READ_TIMEOUT));
        clients.add(client);
        for (int i = 0; i < HANGING; i++) {
            AccountClient account = client.account(sid("hanging", i));
            for (int request = 0; request < REQUESTS_EACH; request++) {
                account.send(TestApi.LIST, priority);
            }
        }
        assertThat(await(hanging, Duration.ofSeconds(30))).isTrue();
        return client;
    }

    private static String sid(String kind, int number) {
        return "AC" + ("healthy".equals(kind) ? "0" : "f").repeat(16) + "%016x".formatted(number);
    }
}
