package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.json.Rows;
import io.callstream.kafka.connect.twilio.call.CallsPage;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Failures that a retry cannot help: the client fails at once, and its message says what to do. */
@Timeout(60)
class ClientFinalFailuresTest extends ClientAgainstAServer {

    @Test
    void failsOnAnUnknownAccount() {
        server.enqueue(error(404, 20404, "The requested resource was not found"));

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.NOT_FOUND);
        assertThat(failure).hasMessageContaining("Check twilio.account.sid");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void failsOnARejectedFilter() {
        server.enqueue(error(400, 20001, "Invalid To"));

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("Invalid To").hasMessageContaining("filter.*");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void stopsReadingAnOversizedResponse() throws Exception {
        Buffer small = gzip("{\"calls\": [" + " ".repeat(1 << 20) + "]}");
        assertThat(small.size()).isLessThan(10_000);
        server.enqueue(
                json(200).addHeader("Content-Encoding", "gzip").body(small).build());
        AccountClient client = client(settings -> settings.maxResponseBytes(100_000));

        TwilioApiException failure = failure(client.send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.OVERSIZED);
        assertThat(failure).hasMessageContaining("100000 bytes").hasMessageContaining("page.size");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void failsOnARowWithoutSidUnlessSkipped() throws Exception {
        String body = Rows.page(Rows.live(), Rows.without("sid"));
        server.enqueue(json(200).body(body).build());
        server.enqueue(json(200).body(body).build());

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));
        CallsPage skipping =
                page(client(settings -> settings.skipRowsWithoutSid(true)).send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.UNUSABLE);
        assertThat(skipping.calls()).hasSize(1);
        assertThat(skipping.skippedRows()).isEqualTo(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }
}
