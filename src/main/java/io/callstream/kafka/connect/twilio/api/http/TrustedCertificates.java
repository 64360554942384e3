package io.callstream.kafka.connect.twilio.api.http;

import io.callstream.kafka.connect.twilio.api.ApiSettings.TrustStore;
import io.callstream.kafka.connect.twilio.api.TrustStoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** The certificates of a trust store, replacing the platform's. Host names are still verified. */
public final class TrustedCertificates {

    private final SSLContext context;
    private final X509TrustManager trustManager;

    private TrustedCertificates(SSLContext context, X509TrustManager trustManager) {
        this.context = context;
        this.trustManager = trustManager;
    }

    public static TrustedCertificates load(TrustStore trustStore) {
        try (InputStream file = Files.newInputStream(Path.of(trustStore.location()))) {
            KeyStore keyStore = KeyStore.getInstance(trustStore.type());
            keyStore.load(file, trustStore.password().map(String::toCharArray).orElse(null));
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init(keyStore);
            X509TrustManager trustManager = Arrays.stream(factory.getTrustManagers())
                    .filter(X509TrustManager.class::isInstance)
                    .map(X509TrustManager.class::cast)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("the platform has no X.509 trust manager"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new X509TrustManager[] {trustManager}, null);
            return new TrustedCertificates(context, trustManager);
        } catch (IOException | GeneralSecurityException e) {
            throw new TrustStoreException(
                    "The trust store " + trustStore.location() + " cannot be used: " + e.getMessage()
                            + ". Check ssl.truststore.location, ssl.truststore.password and ssl.truststore.type.",
                    e);
        }
    }

    public void applyTo(OkHttpClient.Builder builder) {
        builder.sslSocketFactory(context.getSocketFactory(), trustManager);
    }
}
