package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.ApiSettings.Connection;
import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
import io.callstream.kafka.connect.twilio.api.http.HttpExchange;
import io.callstream.kafka.connect.twilio.api.http.ProxyRefusedException;
import io.callstream.kafka.connect.twilio.api.http.TrustedCertificates;
import io.callstream.kafka.connect.twilio.api.pace.Limiter;
import io.callstream.kafka.connect.twilio.api.pace.OutageLog;
import io.callstream.kafka.connect.twilio.api.pace.Sender;
import io.callstream.kafka.connect.twilio.api.pace.Timing;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.slf4j.LoggerFactory;

/** The API client of a task: one pool of connections and threads for all its accounts. */
public final class TwilioClient implements AutoCloseable {

    /** Maximum requests in flight over all accounts, each of which occupies a thread. */
    public static final int MOST_REQUESTS = 64;

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final ApiSettings settings;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final Timing timing;
    private final OkHttpClient http;
    private final HttpExchange exchange;
    private final Limiter limiter;
    private final List<Sender> senders = new CopyOnWriteArrayList<>();

    /** Shared by all accounts: when Twilio fails, it fails them all. */
    private final OutageLog outages;

    /**
     * @throws TrustStoreException if the trust store cannot be used
     */
    public TwilioClient(ApiSettings settings) {
        this(settings, Clocks.SYSTEM);
    }

    /**
     * @param clocks bound the server's time; retries and pauses are timed by this machine's
     * @throws TrustStoreException if the trust store cannot be used
     */
    public TwilioClient(ApiSettings settings, Clocks clocks) {
        this.settings = settings;
        this.threads = Executors.newCachedThreadPool(new ContextThreads("twilio-api"));
        this.timer = ContextThreads.timer("twilio-api-timer");
        this.timing = Timing.system(timer);
        int slots = slots(settings);
        this.limiter = new Limiter(slots, timing);
        this.http = http(settings, threads, slots);
        this.exchange = new HttpExchange(http, new ServerClock(clocks), settings);
        this.outages = new OutageLog(LoggerFactory.getLogger(AccountClient.class), timing.nanoTime());
    }

    /** A client of one account, without a listener. */
    public AccountClient account(String accountSid) {
        return account(accountSid, RequestListener.NONE);
    }

    /** A client of one account. Create one for each, as an account's requests share limits and pauses. */
    public AccountClient account(String accountSid, RequestListener listener) {
        int max = settings.limits().maxConcurrentRequests();
        return new AccountClient(accountSid, settings, exchange, sender(accountSid, max, listener));
    }

    /**
     * A client of the list of accounts.
     *
     * @param mainSid the account that the credential belongs to
     */
    public AccountList accounts(String mainSid) {
        return new AccountList(mainSid, settings, exchange, sender(mainSid, 1, RequestListener.NONE));
    }

    /** Closes at once: cancels requests in flight, never sends those that wait, and completes all pending futures. */
    @Override
    public void close() {
        senders.forEach(Sender::close);
        timer.shutdownNow();
        // In this order, a request that is just being sent is either rejected here or cancelled below.
        threads.shutdown();
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    private Sender sender(String accountSid, int maxConcurrentRequests, RequestListener listener) {
        Sender sender = new Sender(
                limiter.of(maxConcurrentRequests),
                settings.retries(),
                timing,
                outages.of(accountSid, listener),
                listener);
        senders.add(sender);
        return sender;
    }

    /** More than one account can use: the part that is kept for the others must not slow a single one. */
    private static int slots(ApiSettings settings) {
        return Math.max(MOST_REQUESTS, 2 * settings.limits().maxConcurrentRequests());
    }

    private static OkHttpClient http(ApiSettings settings, ExecutorService threads, int slots) {
        Dispatcher dispatcher = new Dispatcher(threads);
        // As many as the limiter grants: requests queued here would count as in flight, in no fair order.
        dispatcher.setMaxRequests(slots);
        dispatcher.setMaxRequestsPerHost(slots);
        Connection connection = settings.connection();
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(connection.timeouts().connect())
                .readTimeout(connection.timeouts().read())
                .callTimeout(connection.timeouts().whole())
                .followRedirects(false)
                .followSslRedirects(false);
        connection.trustStore().ifPresent(trustStore -> TrustedCertificates.load(trustStore)
                .applyTo(builder));
        connection.proxy().ifPresent(proxy -> useProxy(builder, proxy));
        return builder.build();
    }

    private static void useProxy(OkHttpClient.Builder builder, HttpProxy proxy) {
        builder.proxy(new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(proxy.host(), proxy.port())));
        builder.proxyAuthenticator((route, response) -> {
            boolean tried = response.request().header(PROXY_AUTHORIZATION) != null;
            if (proxy.credential().isPresent() && !tried) {
                return response.request()
                        .newBuilder()
                        .header(PROXY_AUTHORIZATION, proxy.credential().get().header())
                        .build();
            }
            // OkHttp also calls this before the proxy has responded
            if (response.challenges().stream().anyMatch(challenge -> "OkHttp-Preemptive".equals(challenge.scheme()))) {
                return null;
            }
            String where = proxy.host() + ":" + proxy.port();
            throw tried
                    ? new ProxyRefusedException("the proxy " + where + " rejected the user and password")
                    : new ProxyRefusedException("the proxy " + where + " requires a user and password");
        });
    }
}
