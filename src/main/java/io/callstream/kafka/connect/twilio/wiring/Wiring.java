package io.callstream.kafka.connect.twilio.wiring;

import io.callstream.kafka.connect.twilio.api.ApiSettings;
import io.callstream.kafka.connect.twilio.api.BasicCredential;
import io.callstream.kafka.connect.twilio.config.Credential;
import io.callstream.kafka.connect.twilio.config.MalformedRowMode;
import io.callstream.kafka.connect.twilio.config.ProxySettings;
import io.callstream.kafka.connect.twilio.config.TwilioCallsConfig;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.record.DecimalMode;
import java.util.Optional;
import org.apache.kafka.common.config.types.Password;

/** Translates the connector configuration into each package's own settings. */
public final class Wiring {

    private Wiring() {}

    /** The settings of the API client. */
    public static ApiSettings apiSettings(TwilioCallsConfig config) {
        Credential credential = config.credential();
        return new ApiSettings(
                config.baseUrl(),
                new BasicCredential(credential.username(), credential.password().value()),
                new ApiSettings.ListFilters(
                        config.filterTo(), config.filterFrom(), config.filterStatus(), config.filterParentCallSid()),
                new ApiSettings.Limits(
                        config.syncSettings().pageSize(),
                        config.syncSettings().maxConcurrentRequests(),
                        ApiSettings.DEFAULT_MAX_RESPONSE_BYTES),
                config.malformedRowMode() == MalformedRowMode.SKIP,
                new ApiSettings.Retries(config.retryBackoff(), config.retryBackoffMax(), config.retryTimeout()),
                new ApiSettings.Connection(
                        new ApiSettings.Timeouts(config.connectTimeout(), config.readTimeout()),
                        config.proxy().map(Wiring::proxy),
                        config.trustStore()
                                .map(store -> new ApiSettings.TrustStore(
                                        store.location(), store.password().map(Password::value), store.type())),
                        "kafka-connect-twilio-calls/" + Version.current()));
    }

    public static CallRecordMapper recordMapper(TwilioCallsConfig config) {
        return new CallRecordMapper(
                switch (config.decimalHandlingMode()) {
                    case PRECISE -> DecimalMode.PRECISE;
                    case STRING -> DecimalMode.STRING;
                    case DOUBLE -> DecimalMode.DOUBLE;
                });
    }

    private static ApiSettings.HttpProxy proxy(ProxySettings proxy) {
        Optional<BasicCredential> credential = proxy.username()
                .flatMap(user -> proxy.password().map(password -> new BasicCredential(user, password.value())));
        return new ApiSettings.HttpProxy(proxy.host(), proxy.port(), credential);
    }
}
