package io.callstream.kafka.connect.twilio.api;

import static io.callstream.kafka.connect.twilio.api.Rows.ACCOUNT;
import static io.callstream.kafka.connect.twilio.api.Rows.LIST;
import static io.callstream.kafka.connect.twilio.api.Rows.SID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
import io.callstream.kafka.connect.twilio.api.ApiSettings.ListFilters;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Timeouts;
import io.callstream.kafka.connect.twilio.api.ApiSettings.TrustStore;
import io.callstream.kafka.connect.twilio.sync.model.AccountFacts;
import io.callstream.kafka.connect.twilio.sync.model.Call;
import io.callstream.kafka.connect.twilio.sync.model.CallFilter;
import io.callstream.kafka.connect.twilio.sync.model.CallsPage;
import io.callstream.kafka.connect.twilio.sync.model.CallsReply;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest.FirstPage;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest.NextPage;
import io.callstream.kafka.connect.twilio.sync.model.CallsRequest.OneCall;
import io.callstream.kafka.connect.twilio.sync.model.PageCursor;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.OkHttpClient;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TwilioClientTest {

    private static final String SECRET = "s3cr3t-t0k3n";
    private static final BasicCredential CREDENTIAL = new BasicCredential("SK1", SECRET);
    private static final String BASIC =
            "Basic " + Base64.getEncoder().encodeToString(("SK1:" + SECRET).getBytes(StandardCharsets.UTF_8));
    private static final String DATE = "Tue, 31 Aug 2010 20:36:29 GMT";
    private static final Instant DATE_INSTANT = Instant.parse("2010-08-31T20:36:29Z");
    private static final CallsRequest LIST_REQUEST = new FirstPage(CallFilter.NONE, 1000);
    private static final CallsRequest NEXT = new NextPage(new PageCursor(LIST + "?Page=1&PageToken=PACA1"), 1000);

    private final MockWebServer server = new MockWebServer();
    private final List<TwilioClient> clients = new ArrayList<>();

    @BeforeEach
    void startServer() throws IOException {
        server.start();
    }

    @AfterEach
    void close() {
        clients.forEach(TwilioClient::close);
        server.close();
    }

    @Test
    void readsACompressedPage() throws Exception {
        String body = Rows.pageBefore("\"" + LIST + "?Page=1\"", Rows.number(1), Rows.number(2));
        server.enqueue(json(200)
                .addHeader("Content-Encoding", "gzip")
                .addHeader("Twilio-Request-Id", "RQ1")
                .body(gzip(body))
                .build());

        CallsPage page = page(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(page.calls()).extracting(Call::sid).containsExactly("CA%032x".formatted(1), "CA%032x".formatted(2));
        assertThat(page.next()).contains(new PageCursor(LIST + "?Page=1"));
        assertThat(page.requestId()).contains("RQ1");
        RecordedRequest request = server.takeRequest();
        assertThat(request.getMethod()).isEqualTo("GET");
        assertThat(request.getTarget()).isEqualTo(LIST + "?PageSize=1000");
        assertThat(request.getHeaders().get("Authorization")).isEqualTo(BASIC);
        assertThat(request.getHeaders().get("Accept-Encoding")).contains("gzip");
        assertThat(request.getHeaders().get("User-Agent")).isEqualTo("test/1");
    }

    @Test
    void daysAreEncodedOnTheWire() throws Exception {
        server.enqueue(goodPage());
        CallFilter may = CallFilter.started(Optional.of(LocalDate.of(2024, 5, 1)), LocalDate.of(2024, 6, 1));

        page(client().send(new FirstPage(may, 1000), Priority.BACKFILL));

        assertThat(server.takeRequest().getRequestLine())
                .isEqualTo("GET " + LIST + "?StartTime%3E=2024-05-01&StartTime%3C=2024-06-01&PageSize=1000 HTTP/1.1");
    }

    @Test
    void readsTheNextPageAndOneCall() throws Exception {
        server.enqueue(goodPage());
        server.enqueue(json(200).body(Rows.json(Rows.live())).build());
        AccountClient client = client();

        page(client.send(NEXT, Priority.BACKFILL));
        CallsPage one = page(client.send(new OneCall(SID), Priority.ROLLING));

        assertThat(one.calls()).extracting(Call::sid).containsExactly(SID);
        assertThat(server.takeRequest().getTarget()).isEqualTo(LIST + "?Page=1&PageToken=PACA1&PageSize=1000");
        assertThat(server.takeRequest().getTarget()).isEqualTo(LIST.replace(".json", "/" + SID + ".json"));
    }

    /** Whoever followed it would ask for the same page for ever. */
    @Test
    void aPageWhoseNextPageIsItselfIsAskedForAgain() throws Exception {
        server.enqueue(json(200)
                .body(Rows.pageBefore("\"" + LIST + "?Page=1&PageToken=PACA1&PageSize=50\"", Rows.number(1)))
                .build());
        server.enqueue(goodPage());

        page(client().send(NEXT, Priority.BACKFILL));

        assertThat(server.takeRequest().getTarget())
                .isEqualTo(server.takeRequest().getTarget());
    }

    @Test
    void pageWasReadBeforeTheDateOfTheAnswerByTheTimeTheAnswerTook() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage())
                .headersDelay(1100, TimeUnit.MILLISECONDS)
                .build());

        CallsPage page = page(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(page.readAt())
                .isBeforeOrEqualTo(DATE_INSTANT.minusSeconds(2)) // 1.1 s, and nothing below a second
                .isAfter(DATE_INSTANT.minusSeconds(60));
    }

    @Test
    void throttlingHalvesWhatIsUnderWayAndLosesNothing() throws Exception {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch four = new CountDownLatch(4);
        server.enqueue(error(429, 20429, "Too Many Requests"));
        server.enqueue(goodPage());
        AccountClient client = client(settings -> settings.maxConcurrentRequests(4));
        page(client.send(LIST_REQUEST, Priority.ROLLING));
        assertThat(server.getRequestCount()).isEqualTo(2);
        dispatch(request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            four.countDown();
            await(four, Duration.ofMillis(200)); // four at once would meet here
            underWay.decrementAndGet();
            return goodPage();
        });

        List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            replies.add(client.send(LIST_REQUEST, Priority.ROLLING));
        }

        for (CompletableFuture<CallsReply> reply : replies) {
            assertThat(page(reply).calls()).hasSize(1);
        }
        assertThat(most).hasValue(2);
        assertThat(server.getRequestCount()).isEqualTo(6);
    }

    @Test
    void asManyRequestsAreUnderWayAsConfigured() throws Exception {
        CountDownLatch four = new CountDownLatch(4);
        AtomicInteger alone = new AtomicInteger();
        dispatch(request -> {
            four.countDown();
            if (!await(four, Duration.ofSeconds(20))) {
                alone.incrementAndGet();
            }
            return goodPage();
        });
        AccountClient client = client(settings -> settings.maxConcurrentRequests(4));

        List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            replies.add(client.send(LIST_REQUEST, Priority.ROLLING));
        }

        for (CompletableFuture<CallsReply> reply : replies) {
            page(reply);
        }
        assertThat(alone).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "Tue, 31 Aug 2010 20:36:30 GMT"})
    void waitsAsLongAsTheAnswerAsks(String retryAfter) throws Exception {
        List<Long> arrivals = new CopyOnWriteArrayList<>();
        dispatch(request -> {
            arrivals.add(System.nanoTime());
            return arrivals.size() > 1
                    ? goodPage()
                    : new MockResponse.Builder(error(429, 20429, "Too Many Requests"))
                            .addHeader("Retry-After", retryAfter)
                            .build();
        });

        page(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(arrivals).hasSize(2);
        assertThat(Duration.ofNanos(arrivals.get(1) - arrivals.get(0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void asksAgainAfterAServerError() throws Exception {
        server.enqueue(error(503, 20503, "Service unavailable"));
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asksForASmallerPageWhenALargeOneFailsAgainAndAgain() throws Exception {
        server.enqueue(error(503, 20503, "Service unavailable"));
        server.enqueue(error(503, 20503, "Service unavailable"));
        server.enqueue(goodPage());

        page(client().send(NEXT, Priority.ROLLING));

        List<String> sizes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sizes.add(server.takeRequest().getUrl().queryParameter("PageSize"));
        }
        assertThat(sizes).containsExactly("1000", "1000", "500");
    }

    @Test
    void asksAgainAfterAConnectionThatWasClosed() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage())
                .onResponseStart(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asksAgainAfterAReset() throws Exception {
        String body = Rows.page(Rows.live());
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: " + DATE
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        try (ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try {
                    try (Socket reset = listener.accept()) {
                        readRequest(reset);
                        reset.setSoLinger(true, 0); // closing resets, then
                    }
                    try (Socket good = listener.accept()) {
                        readRequest(good);
                        good.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String url = "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
            TwilioClient client = new TwilioClient(new Settings().build(url));
            clients.add(client);

            CallsPage page = page(client.account(ACCOUNT).send(LIST_REQUEST, Priority.ROLLING));

            assertThat(page.calls()).hasSize(1);
            get(served);
        }
    }

    @Test
    void asksAgainAfterABodyThatBrokeOff() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage())
                .onResponseBody(new SocketEffect.CloseSocket())
                .build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asksAgainAfterABodyThatIsCutAndLooksWhole() throws Exception {
        String body = Rows.page(Rows.live());
        server.enqueue(json(200).body(body.substring(0, body.length() / 2)).build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void asksAgainAfterAPageThatIsHtml(String type) throws Exception {
        server.enqueue(json(200)
                .setHeader("Content-Type", type)
                .body("<html><body>Please log in</body></html>")
                .build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void asksAgainAfterAnAnswerWithoutDate() throws Exception {
        server.enqueue(new MockResponse.Builder(goodPage()).removeHeader("Date").build());
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).readAt()).isBefore(DATE_INSTANT);
        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    @Test
    void givesUpWhenAServerErrorLasts() {
        dispatch(request -> error(503, 20503, "Service unavailable"));
        AccountClient client = client(settings -> settings.timeout(Duration.ofMillis(300)));

        TwilioApiException failure = failure(client.send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.SERVER_ERROR);
        assertThat(failure)
                .hasMessageContaining(ACCOUNT)
                .hasMessageContaining("503, code 20503: Service unavailable")
                .hasMessageContaining("Given up after");
    }

    @Test
    void asksAgainAfterASporadicRefusalOfTheCredential() throws Exception {
        server.enqueue(error(401, 20003, "Authenticate"));
        server.enqueue(error(401, 20003, "Authenticate"));
        server.enqueue(goodPage());

        assertThat(page(client().send(LIST_REQUEST, Priority.ROLLING)).calls()).hasSize(1);
    }

    @Test
    void credentialRefusedForEverFailsAfterThreeAttemptsAndNamesTheRemedy() {
        dispatch(request -> error(401, 20003, "Authenticate"));

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.UNAUTHORIZED);
        assertThat(failure)
                .hasMessageContaining(ACCOUNT)
                .hasMessageContaining("401, code 20003: Authenticate")
                .hasMessageContaining("Check twilio.account.sid and the credential")
                .hasMessageContaining("Given up after 3 attempts");
        assertThat(server.getRequestCount()).isEqualTo(3);
    }

    @Test
    void unknownAccountIsFatal() {
        server.enqueue(error(404, 20404, "The requested resource was not found"));

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.NOT_FOUND);
        assertThat(failure).hasMessageContaining("Check twilio.account.sid");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void filterThatTwilioDoesNotTakeIsFatal() {
        server.enqueue(error(400, 20001, "Invalid To"));

        TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

        assertThat(failure.fault()).isEqualTo(Fault.BAD_REQUEST);
        assertThat(failure).hasMessageContaining("Invalid To").hasMessageContaining("filter.*");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404})
    void refusalOfTheNextPageIsARefusalOfItsCursor(int status) throws Exception {
        server.enqueue(error(status, 20001, "Invalid PageToken"));

        CallsReply reply = get(client().send(NEXT, Priority.BACKFILL));

        assertThat(reply).isInstanceOfSatisfying(CallsReply.CursorRefused.class, refused -> assertThat(refused.reason())
                .contains("Invalid PageToken"));
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void callThatIsGoneIsNoSuchCall() throws Exception {
        server.enqueue(error(404, 20404, "not found"));

        assertThat(get(client().send(new OneCall(SID), Priority.ROLLING))).isEqualTo(new CallsReply.NoSuchCall());
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectIsNotFollowed(int status) throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            other.enqueue(goodPage());
            server.enqueue(new MockResponse.Builder()
                    .code(status)
                    .addHeader("Location", other.url(LIST))
                    .build());

            TwilioApiException failure = failure(client().send(LIST_REQUEST, Priority.ROLLING));

            assertThat(failure.fault()).isEqualTo(Fault.REDIRECTED);
            assertThat(failure).hasMessageContaining("twilio.api.url");
            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isEqualTo(1);
        }
    }

    @Test
    void cursorToAnotherServerSendsNothing() throws Exception {
        try (MockWebServer other = new MockWebServer()) {
            other.start();
            PageCursor foreign = new PageCursor(other.url(LIST) + "?Page=1");

            TwilioApiException failure = failure(client().send(new NextPage(foreign, 50), Priority.BACKFILL));

            assertThat(failure.fault()).isEqualTo(Fault.UNUSABLE);
            assertThat(failure).hasMessageContaining("no credential left");
            assertThat(other.getRequestCount()).isZero();
            assertThat(server.getRequestCount()).isZero();
        }
    }

    @Test
    void answerThatIsOutOfAllProportionIsNotRead() throws Exception {
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
    void rowWithoutSidIsFatalUnlessSuchRowsAreSkipped() throws Exception {
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

    @Test
    void readsWhenTheAccountWasCreated() throws Exception {
        server.enqueue(json(200)
                .body("{\"sid\": \"" + ACCOUNT + "\", \"date_created\": \"Thu, 01 Jan 2009 00:00:00 +0000\"}")
                .build());

        AccountFacts facts = get(client().readFacts());

        assertThat(facts.created()).contains(Instant.parse("2009-01-01T00:00:00Z"));
        assertThat(facts.readAt()).isBefore(DATE_INSTANT);
        assertThat(server.takeRequest().getTarget()).isEqualTo("/2010-04-01/Accounts/" + ACCOUNT + ".json");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void accountThatMayNotBeReadHasAClockAllTheSame(int status) throws Exception {
        dispatch(request -> request.getTarget().startsWith(LIST) ? goodPage() : error(status, 20003, "No"));

        AccountFacts facts = get(client().readFacts());

        assertThat(facts.created()).isEmpty();
        assertThat(facts.readAt()).isBefore(DATE_INSTANT);
    }

    @Test
    void secretIsInNoMessage() {
        dispatch(request -> {
            String status = request.getUrl().queryParameter("Status");
            return switch (status) {
                case "closed" ->
                    new MockResponse.Builder(goodPage())
                            .onResponseStart(new SocketEffect.CloseSocket())
                            .build();
                case "html" -> json(200).body("<html>").build();
                case "redirect" ->
                    new MockResponse.Builder()
                            .code(302)
                            .addHeader("Location", "/")
                            .build();
                default -> error(Integer.parseInt(status), 1, "no");
            };
        });
        AccountClient client = client(settings -> settings.timeout(Duration.ofMillis(20)));

        for (String status : List.of("400", "401", "403", "404", "429", "503", "418", "closed", "html", "redirect")) {
            TwilioApiException failure =
                    failure(client.send(new FirstPage(CallFilter.status(status), 1000), Priority.ROLLING));
            StringWriter everything = new StringWriter();
            failure.printStackTrace(new PrintWriter(everything));
            assertNoSecret(everything.toString());
        }
    }

    @Test
    void secretIsInNoTextOfTheSettings() {
        ApiSettings plain = new Settings().build(url());
        ApiSettings settings = new ApiSettings(
                plain.baseUrl(),
                plain.credential(),
                plain.filters(),
                plain.maxPageSize(),
                plain.maxConcurrentRequests(),
                plain.skipRowsWithoutSid(),
                plain.timeouts(),
                plain.retries(),
                Optional.of(new HttpProxy("proxy", 3128, Optional.of(new BasicCredential("proxy", SECRET)))),
                Optional.of(new TrustStore("/trust.p12", Optional.of(SECRET), "PKCS12")),
                plain.maxResponseBytes(),
                plain.userAgent());

        assertNoSecret(settings.toString());
        assertNoSecret(CREDENTIAL.toString());
        assertThat(CREDENTIAL).hasToString("BasicCredential[SK1]");
    }

    @Test
    void whatChangesNowGoesBeforeThePast() throws Exception {
        CountDownLatch allWait = new CountDownLatch(1);
        List<String> order = new CopyOnWriteArrayList<>();
        dispatch(request -> {
            order.add(request.getUrl().queryParameter("Status"));
            await(allWait, Duration.ofSeconds(20));
            return goodPage();
        });
        ApiSettings settings = new Settings().maxConcurrentRequests(1).build(url());
        OkHttpClient http = new OkHttpClient();
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
        try {
            AccountClient client = new AccountClient(
                    ACCOUNT, settings, new HttpExchange(http, settings), timer, () -> 1, RequestListener.NONE);
            List<CompletableFuture<CallsReply>> replies = new ArrayList<>();
            for (String status : List.of("first", "past 1", "past 2", "now 1", "past 3", "now 2")) {
                Priority priority = status.startsWith("now") ? Priority.ROLLING : Priority.BACKFILL;
                replies.add(client.send(new FirstPage(CallFilter.status(status), 50), priority));
            }
            timer.submit(() -> {}).get(20, TimeUnit.SECONDS); // behind all that were sent: now they wait
            allWait.countDown();

            for (CompletableFuture<CallsReply> reply : replies) {
                page(reply);
            }
            assertThat(order).containsExactly("first", "now 1", "now 2", "past 1", "past 2", "past 3");
        } finally {
            timer.shutdownNow();
            http.dispatcher().executorService().shutdown();
            http.connectionPool().evictAll();
        }
    }

    private static void assertNoSecret(String text) {
        assertThat(text).doesNotContain(SECRET).doesNotContain(BASIC.substring("Basic ".length()));
    }

    private static void readRequest(Socket socket) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        String line = request.readLine();
        while (line != null && !line.isEmpty()) {
            line = request.readLine();
        }
    }

    private AccountClient client() {
        return client(settings -> settings);
    }

    private AccountClient client(Function<Settings, Settings> change) {
        TwilioClient client = new TwilioClient(change.apply(new Settings()).build(url()));
        clients.add(client);
        return client.account(ACCOUNT);
    }

    private String url() {
        return server.url("/").toString();
    }

    private static CallsPage page(CompletableFuture<CallsReply> reply) throws Exception {
        return ((CallsReply.Page) get(reply)).page();
    }

    private static <T> T get(CompletableFuture<T> reply) throws Exception {
        return reply.get(30, TimeUnit.SECONDS);
    }

    private static TwilioApiException failure(CompletableFuture<?> reply) {
        Throwable thrown = catchThrowable(() -> reply.get(30, TimeUnit.SECONDS));
        assertThat(thrown).isInstanceOf(ExecutionException.class).isNotInstanceOf(TimeoutException.class);
        assertThat(thrown.getCause()).isInstanceOf(TwilioApiException.class);
        return (TwilioApiException) thrown.getCause();
    }

    private static boolean await(CountDownLatch latch, Duration timeout) throws InterruptedException {
        return latch.await(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private interface Answers {
        MockResponse to(RecordedRequest request) throws InterruptedException;
    }

    private void dispatch(Answers answers) {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return answers.to(request);
            }
        });
    }

    private static MockResponse goodPage() {
        return json(200).body(Rows.page(Rows.live())).build();
    }

    private static MockResponse error(int status, int code, String message) {
        return json(status)
                .body("{\"code\": " + code + ", \"message\": \"" + message + "\", \"status\": " + status + "}")
                .build();
    }

    private static MockResponse.Builder json(int status) {
        return new MockResponse.Builder()
                .code(status)
                .setHeader("Content-Type", "application/json;charset=utf-8")
                .setHeader("Date", DATE);
    }

    private static Buffer gzip(String text) throws IOException {
        Buffer compressed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(compressed))) {
            sink.writeUtf8(text);
        }
        return compressed;
    }

    /** Settings with waits that no test notices. */
    private static final class Settings {

        private int maxConcurrentRequests = 2;
        private boolean skipRowsWithoutSid;
        private long maxResponseBytes = ApiSettings.DEFAULT_MAX_RESPONSE_BYTES;
        private Duration timeout = Duration.ofSeconds(30);

        Settings maxConcurrentRequests(int max) {
            maxConcurrentRequests = max;
            return this;
        }

        Settings skipRowsWithoutSid(boolean skip) {
            skipRowsWithoutSid = skip;
            return this;
        }

        Settings maxResponseBytes(long max) {
            maxResponseBytes = max;
            return this;
        }

        Settings timeout(Duration newTimeout) {
            timeout = newTimeout;
            return this;
        }

        ApiSettings build(String url) {
            return new ApiSettings(
                    URI.create(url),
                    CREDENTIAL,
                    ListFilters.NONE,
                    1000,
                    maxConcurrentRequests,
                    skipRowsWithoutSid,
                    new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(10)),
                    new Retries(Duration.ofMillis(1), Duration.ofMillis(1), timeout),
                    Optional.empty(),
                    Optional.empty(),
                    maxResponseBytes,
                    "test/1");
        }
    }
}
