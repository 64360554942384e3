package io.callstream.kafka.connect.twilio.benchmark.endtoend.sdkloop;

import com.sun.net.httpserver.HttpServer;
import com.twilio.http.TwilioRestClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Copies the calls into the topic in a request's path, one topic after the other. The requester observes the topic to know
 * when the copy is complete.
 *
 * <p>Arguments: the API's URL, account SID, auth token, Kafka's address, the registry's URL.
 */
public final class SdkLoopMain {

    /** The start of the line that is printed when it is ready; the URL for requests follows. */
    public static final String READY = "READY ";

    private SdkLoopMain() {}

    public static void main(String[] args) throws IOException {
        TwilioRestClient twilio = new TwilioRestClient.Builder(args[1], args[2])
                .httpClient(new ClientOfAnotherHost(args[0]))
                .build();
        CallsCopy copy = new CallsCopy(twilio, args[3], args[4]);
        ExecutorService loop = Executors.newSingleThreadExecutor();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String topic = exchange.getRequestURI().getPath().substring(1);
            loop.execute(() -> copy.into(topic));
            exchange.sendResponseHeaders(202, -1);
            exchange.close();
        });
        server.start();
        System.out.println(READY + "http://127.0.0.1:" + server.getAddress().getPort());
    }
}
