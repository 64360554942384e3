package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.stack.client.RemoteSimulator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The speed of the simulator alone, for a client that ignores the pages: it must not be the bottleneck. */
final class SimulatorSpeed {

    private static final int AT_ONCE = 4;

    private SimulatorSpeed() {}

    /**
     * Requests pages again.
     *
     * @param urls of pages that a connector has read before
     * @return the time for all of them
     */
    static Duration read(RemoteSimulator twilio, List<String> urls) {
        HttpClient client = HttpClient.newHttpClient();
        Map<String, String> config = twilio.config();
        String credential = config.get("twilio.account.sid") + ":" + config.get("twilio.auth.token");
        String authorization = "Basic " + Base64.getEncoder().encodeToString(credential.getBytes());
        ConcurrentLinkedQueue<String> left = new ConcurrentLinkedQueue<>(urls);
        Callable<Void> reader = () -> {
            for (String url = left.poll(); url != null; url = left.poll()) {
                read(client, url, authorization);
            }
            return null;
        };
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        long start = System.nanoTime();
        try {
            List<Future<Void>> readers = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                readers.add(threads.submit(reader));
            }
            for (Future<Void> each : readers) {
                each.get();
            }
            return Duration.ofNanos(System.nanoTime() - start);
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException("no response from the simulator", e);
        } finally {
            threads.shutdown();
        }
    }

    private static void read(HttpClient client, String url, String authorization)
            throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Authorization", authorization)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("status " + response.statusCode() + " of " + url);
        }
    }
}
