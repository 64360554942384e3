package io.callstream.kafka.connect.twilio.api;

import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
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

/** The connection of a task to the API: one pool of connections and threads for all its accounts. */
public final class TwilioClient implements AutoCloseable {

    /** Requests at a time. Each account limits its own; this bounds the threads of a task with very many accounts. */
    public static final int MOST_REQUESTS = 64;

    private final ApiSettings settings;
    private final ExecutorService threads;
    private final ScheduledThreadPoolExecutor timer;
    private final OkHttpClient http;
    private final List<Runnable> ends = new CopyOnWriteArrayList<>();

    /**
     * @throws TrustStoreException if the trust store cannot be used
     */
    public TwilioClient(ApiSettings settings) {
        this.settings = settings;
        this.threads = Executors.newCachedThreadPool(new ContextThreads("twilio-api"));
        this.timer = new ScheduledThreadPoolExecutor(1, new ContextThreads("twilio-api-timer"));
        this.timer.setRemoveOnCancelPolicy(true);
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
                mainSid, settings, new HttpExchange(http, settings), timer, () -> ThreadLocalRandom.current()
                        .nextDouble());
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
        dispatcher.setMaxRequests(MOST_REQUESTS);
        dispatcher.setMaxRequestsPerHost(MOST_REQUESTS);
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
        proxy.credential()
                .ifPresent(credential -> builder.proxyAuthenticator(
                        (route, response) -> response.request().header("Proxy-Authorization") != null
                                ? null // it was refused
                                : response.request()
                                        .newBuilder()
                                        .header("Proxy-Authorization", credential.header())
                                        .build()));
    }
}
