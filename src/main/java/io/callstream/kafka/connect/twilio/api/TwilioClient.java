package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
import io.callstream.kafka.connect.twilio.api.http.HttpExchange;
import io.callstream.kafka.connect.twilio.api.http.ProxyRefusedException;
import io.callstream.kafka.connect.twilio.api.http.TrustedCertificates;
import io.callstream.kafka.connect.twilio.api.pace.OutageLog;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import org.slf4j.LoggerFactory;

/** The connection of a task to the API: one pool of connections and threads for all its accounts. */
public final class TwilioClient implements AutoCloseable {

    /** Requests at a time. Each account limits its own; this bounds the threads of a task with very many accounts. */
    public static final int MOST_REQUESTS = 64;

    private static final String PROXY_AUTHORIZATION = "Proxy-Authorization";

    private final ApiSettings settings;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final OkHttpClient http;
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    /** One story for all accounts: when Twilio fails, it fails them all. */
    private final OutageLog outages = new OutageLog(LoggerFactory.getLogger(AccountClient.class), System::nanoTime);

    /**
     * @throws TrustStoreException if the trust store cannot be used
     */
    public TwilioClient(ApiSettings settings) {
        this.settings = settings;
        this.threads = Executors.newCachedThreadPool(new ContextThreads("twilio-api"));
        this.timer = ContextThreads.timer("twilio-api-timer");
        this.http = http(settings, threads);
    }

    /** For requests about one account that nobody listens to. */
    public AccountClient account(String accountSid) {
        return account(accountSid, RequestListener.NONE);
    }

    /** For requests about one account: one for each, as an account's requests share limits and waits. */
    public AccountClient account(String accountSid, RequestListener listener) {
        AccountClient account = new AccountClient(
                accountSid,
                settings,
                new HttpExchange(http, settings),
                timer,
                () -> ThreadLocalRandom.current().nextDouble(),
                outages.of(accountSid, listener),
                listener);
        ends.add(account::close);
        return account;
    }

    /**
     * For the list of accounts.
     *
     * @param mainSid the account that the credential belongs to
     */
    public AccountList accounts(String mainSid) {
        AccountList list = new AccountList(
                mainSid,
                settings,
                new HttpExchange(http, settings),
                timer,
                () -> ThreadLocalRandom.current().nextDouble(),
                outages.of(mainSid, RequestListener.NONE));
        ends.add(list::close);
        return list;
    }

    /** Ends at once: requests under way are cancelled, waiting ones are never sent, and all who wait are told. */
    @Override
    public void close() {
        ends.forEach(Runnable::run);
        timer.shutdownNow();
        // In this order, a request that is just being sent is either refused here or cancelled below.
        threads.shutdown();
        http.dispatcher().cancelAll();
        http.connectionPool().evictAll();
    }

    private static OkHttpClient http(ApiSettings settings, ExecutorService threads) {
        Dispatcher dispatcher = new Dispatcher(threads);
        // What waited here would count as under way, and hide how many an account allows.
        int maxRequests = Math.max(MOST_REQUESTS, settings.maxConcurrentRequests());
        dispatcher.setMaxRequests(maxRequests);
        dispatcher.setMaxRequestsPerHost(maxRequests);
        OkHttpClient.Builder builder = new OkHttpClient.Builder()
                .dispatcher(dispatcher)
                .connectTimeout(settings.timeouts().connect())
                .readTimeout(settings.timeouts().read())
                .callTimeout(settings.timeouts().whole())
                .followRedirects(false)
                .followSslRedirects(false);
        settings.trustStore()
                .ifPresent(trustStore -> TrustedCertificates.load(trustStore).applyTo(builder));
        settings.proxy().ifPresent(proxy -> useProxy(builder, proxy));
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
            // OkHttp also asks before the proxy has answered anything
            if (response.challenges().stream().anyMatch(challenge -> "OkHttp-Preemptive".equals(challenge.scheme()))) {
                return null;
            }
            String where = proxy.host() + ":" + proxy.port();
            throw tried
                    ? new ProxyRefusedException("the proxy " + where + " refused the user and the password")
                    : new ProxyRefusedException("the proxy " + where + " wants a user and a password");
        });
    }
}
