package io.callstream.kafka.connect.twilio.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.callstream.kafka.connect.twilio.api.ApiSettings.HttpProxy;
import io.callstream.kafka.connect.twilio.api.ApiSettings.Retries;
import io.callstream.kafka.connect.twilio.api.ApiSettings.TrustStore;
import io.callstream.kafka.connect.twilio.call.CallsReply;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Credentials;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keep-alive, proxies and TLS, against real sockets. */
@Timeout(60)
class ConnectionsTest {

    private static final String LOOPBACK = "localhost";
    private static final String PASSWORD = "st0re-passw0rd";
    private static final Retries IMPATIENT =
            new Retries(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(50));

    private final MockWebServer server = new MockWebServer();
    private final HeldCertificate authority =
            new HeldCertificate.Builder().certificateAuthority(0).build();

    @TempDir
    private Path directory;

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void reusesTheConnectionForThePagesOfAList() throws Exception {
        server.start();
        int pages = 20;
        for (int i = 0; i < pages; i++) {
            server.enqueue(TestApi.page()
                    .addHeader("Content-Encoding", "gzip")
                    .chunkedBody(gzip(TestApi.page().build()), 64)
                    .build());
        }
        String url = server.url("/").toString();
        try (TwilioClient client =
                new TwilioClient(TestApi.settings(url, TestApi.QUICK, Optional.empty(), Optional.empty(), 1))) {
            AccountClient account = client.account(TestApi.ACCOUNT);
            // One at a time: each is sent as soon as the previous response is received.
            CompletableFuture<?>[] replies = IntStream.range(0, pages)
                    .mapToObj(i -> account.send(TestApi.LIST, Priority.BACKFILL))
                    .toArray(CompletableFuture<?>[]::new);
            CompletableFuture.allOf(replies).get(20, TimeUnit.SECONDS);
        }
        for (int i = 0; i < pages; i++) {
            RecordedRequest request = server.takeRequest();
            assertThat(request.getConnectionIndex()).isZero();
            assertThat(request.getExchangeIndex()).isEqualTo(i);
        }
    }

    @Test
    void usesAPlainProxyWithACredential() throws Exception {
        server.start();
        server.enqueue(new MockResponse.Builder()
                .code(407)
                .addHeader("Proxy-Authenticate", "Basic realm=\"proxy\"")
                .build());
        server.enqueue(TestApi.page().build());
        try (TwilioClient client = new TwilioClient(TestApi.settings(
                "http://api.example.invalid", TestApi.QUICK, Optional.of(proxy()), Optional.empty()))) {
            CallsReply reply = client.account(TestApi.ACCOUNT)
                    .send(TestApi.LIST, Priority.ROLLING)
                    .get(20, TimeUnit.SECONDS);
            assertThat(reply).isInstanceOf(CallsReply.Page.class);
        }
        assertThat(server.takeRequest().getHeaders().get("Proxy-Authorization")).isNull();
        RecordedRequest second = server.takeRequest();
        assertThat(second.getHeaders().get("Proxy-Authorization")).isEqualTo(Credentials.basic("jane", "pr0xy"));
        assertThat(second.getRequestLine()).startsWith("GET http://api.example.invalid/2010-04-01/Accounts/");
    }

    @Test
    void hidesTheApiCredentialFromATunnelingProxy() throws Exception {
        server.useHttps(certificateFor("api.example.invalid").sslSocketFactory());
        server.start();
        server.enqueue(new MockResponse.Builder().inTunnel().build());
        server.enqueue(TestApi.page().build());
        try (TwilioClient client = new TwilioClient(TestApi.settings(
                "https://api.example.invalid",
                TestApi.QUICK,
                Optional.of(proxy()),
                Optional.of(trustStore(PASSWORD))))) {
            client.account(TestApi.ACCOUNT).send(TestApi.LIST, Priority.ROLLING).get(20, TimeUnit.SECONDS);
        }
        RecordedRequest tunnel = server.takeRequest();
        assertThat(tunnel.getMethod()).isEqualTo("CONNECT");
        assertThat(tunnel.getHeaders().get("Proxy-Authorization")).isEqualTo(Credentials.basic("jane", "pr0xy"));
        assertThat(tunnel.getHeaders().get("Authorization")).isNull();
        RecordedRequest inside = server.takeRequest();
        assertThat(inside.getHeaders().get("Authorization"))
                .isEqualTo(Credentials.basic(TestApi.ACCOUNT, TestApi.SECRET));
        assertThat(inside.getHeaders().get("Proxy-Authorization")).isNull();
    }

    @Test
    void trustsTheCertificatesOfTheTrustStore() throws Exception {
        server.useHttps(certificateFor(LOOPBACK).sslSocketFactory());
        server.start();
        server.enqueue(TestApi.page().build());
        try (TwilioClient client = new TwilioClient(TestApi.settings(
                server.url("/").toString(), TestApi.QUICK, Optional.empty(), Optional.of(trustStore(PASSWORD))))) {
            client.account(TestApi.ACCOUNT).send(TestApi.LIST, Priority.ROLLING).get(20, TimeUnit.SECONDS);
        }
        assertThat(server.takeRequest().getHandshake()).isNotNull();
    }

    @Test
    void trustsNoOtherCertificate() throws Exception {
        server.useHttps(certificateFor(LOOPBACK).sslSocketFactory());
        server.start();
        server.enqueue(TestApi.page().build());
        TwilioApiException failure = failureOf(Optional.empty());

        assertThat(failure.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(failure).hasMessageContaining("SSLHandshakeException").hasMessageContaining("trust store");
    }

    @Test
    void verifiesTheHostOfTheCertificate() throws Exception {
        server.useHttps(certificateFor("other.example.invalid").sslSocketFactory());
        server.start();
        server.enqueue(TestApi.page().build());

        TwilioApiException failure = failureOf(Optional.of(trustStore(PASSWORD)));

        assertThat(failure.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(failure).hasMessageContaining("SSLPeerUnverifiedException");
    }

    @Test
    void namesAnUnreadableTrustStoreWithoutItsPassword() throws Exception {
        TrustStore store = trustStore(PASSWORD);
        TrustStore wrong = new TrustStore(store.location(), Optional.of("wr0ng-passw0rd"), store.type());
        ApiSettings settings =
                TestApi.settings("https://api.example.invalid", TestApi.QUICK, Optional.empty(), Optional.of(wrong));

        assertThatExceptionOfType(TrustStoreException.class)
                .isThrownBy(() -> new TwilioClient(settings).close())
                .withMessageContaining(store.location())
                .withMessageContaining("ssl.truststore.password")
                .satisfies(e -> assertThat(e).hasMessageNotContaining("wr0ng-passw0rd"));
    }

    private TwilioApiException failureOf(Optional<TrustStore> trustStore) throws InterruptedException {
        try (TwilioClient client = new TwilioClient(
                TestApi.settings(server.url("/").toString(), IMPATIENT, Optional.empty(), trustStore))) {
            client.account(TestApi.ACCOUNT).send(TestApi.LIST, Priority.ROLLING).get(20, TimeUnit.SECONDS);
            throw new AssertionError("the request succeeded");
        } catch (ExecutionException e) {
            return (TwilioApiException) e.getCause();
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private HttpProxy proxy() {
        return new HttpProxy(server.getHostName(), server.getPort(), Optional.of(new BasicCredential("jane", "pr0xy")));
    }

    private HandshakeCertificates certificateFor(String host) {
        HeldCertificate certificate = new HeldCertificate.Builder()
                .signedBy(authority)
                .addSubjectAlternativeName(host)
                .build();
        return new HandshakeCertificates.Builder()
                .heldCertificate(certificate, authority.certificate())
                .build();
    }

    private TrustStore trustStore(String password) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.certificate());
        Path file = directory.resolve("trust.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return new TrustStore(file.toString(), Optional.of(password), "PKCS12");
    }

    private static Buffer gzip(MockResponse response) throws Exception {
        Buffer plain = new Buffer();
        response.getBody().writeTo(plain);
        Buffer packed = new Buffer();
        try (BufferedSink sink = Okio.buffer(new GzipSink(packed))) {
            sink.writeAll(plain);
        }
        return packed;
    }
}
