package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import io.callstream.kafka.connect.twilio.simulator.world.HandmadeCall;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import io.callstream.kafka.connect.twilio.simulator.world.WorldClock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.HttpUrl;
import okio.Buffer;

/**
 * The Twilio API over HTTP on a free port of this machine, with faults on demand.
 *
 * <p>Beside the API's own resources it has those of {@link Control}, for tests that run in another process.
 */
public final class TwilioSimulator implements AutoCloseable {

    /**
     * A request that was received.
     *
     * @param status of the response; empty if none was sent, or not all of it
     */
    public record Served(HttpUrl url, OptionalInt status) {

        /** The SID of the account in the URL. */
        public String account() {
            return url.pathSegments().get(2).replace(".json", "");
        }

        /** Whether the request is for a page of a list. */
        public boolean isPage() {
            return url.encodedPath().endsWith("/Calls.json");
        }
    }

    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
    private static final Logger SERVER_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final World world;
    private final WorldClock clock;
    private final TwilioApi api;
    private final MockWebServer server = new MockWebServer();
    private final Faults faults = new Faults();
    private final Queue<Served> served = new ConcurrentLinkedQueue<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicLong requestIds = new AtomicLong();
    private final AtomicLong handmade = new AtomicLong();
    private final Control control = new Control(this);

    private volatile ListBehaviour behaviour = ListBehaviour.USUAL;
    private volatile Duration latency = Duration.ZERO;
    private volatile int concurrencyLimit = Integer.MAX_VALUE;

    private TwilioSimulator(World world, WorldClock clock) {
        this.world = world;
        this.clock = clock;
        this.api = new TwilioApi(world);
    }

    /**
     * Starts to serve a world.
     *
     * @param port 0 for a free one
     */
    public static TwilioSimulator start(World world, WorldClock clock, int port) throws IOException {
        return start(world, clock, InetAddress.getLoopbackAddress(), port);
    }

    static TwilioSimulator start(World world, WorldClock clock, InetAddress address, int port) throws IOException {
        SERVER_LOG.setLevel(Level.WARNING);
        TwilioSimulator simulator = new TwilioSimulator(world, clock);
        simulator.server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
                return simulator.serve(request);
            }
        });
        simulator.server.setServerSocketFactory(new PromptSockets());
        simulator.server.start(address, port);
        return simulator;
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getPort();
    }

    public Faults faults() {
        return faults;
    }

    public WorldClock clock() {
        return clock;
    }

    /** All requests so far. */
    public List<Served> served() {
        return List.copyOf(served);
    }

    public void forgetServed() {
        served.clear();
    }

    public void behave(ListBehaviour newBehaviour) {
        behaviour = newBehaviour;
    }

    /** Delays every response by at least this time. */
    public void latency(Duration newLatency) {
        latency = newLatency;
    }

    /** Caches up to so many written pages, which makes a repeated request cheap. */
    void keepPages(int pages) {
        synchronized (world) {
            api.keepPages(pages);
        }
    }

    /** Sets the rate limit: more concurrent requests than this are throttled with 429. */
    public void concurrencyLimit(int limit) {
        concurrencyLimit = limit;
    }

    /** The most requests that were ever in flight at once. */
    public int mostInFlight() {
        return mostInFlight.get();
    }

    /** Creates a call whose states the test sets one by one. */
    public HandmadeCall create(SimulatedAccount account) {
        return HandmadeCall.create(account, "CA%032x".formatted(handmade.incrementAndGet()), this::now);
    }

    /** The current state of all calls of an account. */
    public List<SimulatedCall> truth(String accountSid) {
        synchronized (world) {
            Instant now = now();
            return world.truth(accountSid, now);
        }
    }

    /** The same as a response of the API; 404 if there is no such account. */
    Response truthResponse(String accountSid) {
        synchronized (world) {
            return world.account(accountSid).isEmpty() ? TwilioApi.notFound(accountSid) : api.truth(accountSid, now());
        }
    }

    /** The server's time, to which the world is advanced. */
    public Instant now() {
        synchronized (world) {
            Instant now = clock.get().truncatedTo(ChronoUnit.SECONDS);
            world.advanceTo(now);
            return now;
        }
    }

    @Override
    public void close() {
        server.close();
    }

    private MockResponse serve(RecordedRequest request) throws InterruptedException {
        HttpUrl url = request.getUrl();
        if (url.encodedPath().startsWith("/simulator/")) {
            return response(request, control.respond(url)).build();
        }
        int concurrent = inFlight.incrementAndGet();
        mostInFlight.accumulateAndGet(concurrent, Math::max);
        try {
            TimeUnit.NANOSECONDS.sleep(latency.toNanos());
            Optional<Fault> fault =
                    concurrent > concurrencyLimit ? Optional.of(new Fault.Error(429, 20429)) : faults.draw(url);
            MockResponse response = fault.map(found -> fail(request, found)).orElseGet(() -> respond(request, now()));
            boolean whole = fault.filter(TwilioSimulator::breaksOff).isEmpty();
            served.add(new Served(url, whole ? OptionalInt.of(response.getCode()) : OptionalInt.empty()));
            return response.newBuilder()
                    .addHeader("twilio-concurrent-requests", concurrent)
                    .addHeader("twilio-request-duration", "0.05")
                    .build();
        } finally {
            inFlight.decrementAndGet();
        }
    }

    private static boolean breaksOff(Fault fault) {
        return fault instanceof Fault.NoResponse
                || fault instanceof Fault.Reset
                || fault instanceof Fault.TruncatedBody;
    }

    /** The response with part of its text replaced. */
    private MockResponse altered(RecordedRequest request, String pattern, String replacement) {
        synchronized (world) {
            String credential = request.getHeaders().get("Authorization");
            Response whole = api.get(request.getUrl(), credential, behaviour, now());
            String body = whole.body().utf8().replaceAll(pattern, replacement);
            return response(request, new Response(whole.status(), json -> json.writeRaw(body)))
                    .build();
        }
    }

    private MockResponse respond(RecordedRequest request, Instant asOf) {
        Response current;
        synchronized (world) {
            current = api.get(request.getUrl(), request.getHeaders().get("Authorization"), behaviour, asOf);
        }
        return response(request, current).build();
    }

    private MockResponse fail(RecordedRequest request, Fault fault) {
        if (fault instanceof Fault.Error error) {
            return response(request, TwilioApi.error(error.status(), error.code(), "Simulated"))
                    .build();
        }
        if (fault instanceof Fault.RetryAfter error) {
            return response(request, TwilioApi.error(error.status(), error.code(), "Simulated"))
                    .addHeader("Retry-After", error.seconds())
                    .build();
        }
        if (fault instanceof Fault.StaleRead stale) {
            return respond(request, now().minus(stale.age()));
        }
        if (fault instanceof Fault.MissingSids) {
            return altered(request, "\"sid\":\\s*\"CA[0-9a-f]+\"", "\"sid\":null");
        }
        if (fault instanceof Fault.NextPageOnAnotherHost elsewhere) {
            return altered(
                    request,
                    "\"next_page_uri\":\\s*(null|\"[^\"]*\")",
                    Matcher.quoteReplacement("\"next_page_uri\":\"" + elsewhere.url() + "\""));
        }
        if (fault instanceof Fault.Redirect redirect) {
            return new MockResponse.Builder()
                    .code(307)
                    .addHeader("Location", redirect.location())
                    .build();
        }
        if (fault instanceof Fault.TruncatedBody) {
            return respond(request, now())
                    .newBuilder()
                    .onResponseBody(new SocketEffect.CloseSocket())
                    .build();
        }
        MockResponse.Builder response = new MockResponse.Builder();
        if (fault instanceof Fault.Html html) {
            return response.code(html.status())
                    .addHeader("Content-Type", "text/html")
                    .addHeader("Date", HTTP_DATE.format(now()))
                    .body("<html><body>Simulated</body></html>")
                    .build();
        }
        if (fault instanceof Fault.NoResponse) {
            return response.onResponseStart(SocketEffect.Stall.INSTANCE).build();
        }
        return response.onResponseStart(new SocketEffect.CloseSocket()).build();
    }

    private MockResponse.Builder response(RecordedRequest request, Response current) {
        MockResponse.Builder response = new MockResponse.Builder()
                .code(current.status())
                .addHeader("Content-Type", "application/json")
                .addHeader("Date", HTTP_DATE.format(now()))
                .addHeader("twilio-request-id", "RQ%032x".formatted(requestIds.incrementAndGet()));
        String accepted = request.getHeaders().get("Accept-Encoding");
        return accepted != null && accepted.contains("gzip")
                ? response.addHeader("Content-Encoding", "gzip").body(new Buffer().write(current.gzipped()))
                : response.body(new Buffer().write(current.body()));
    }
}
