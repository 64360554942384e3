package io.callstream.kafka.connect.twilio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.junit.jupiter.api.Test;

class TwilioCallsSourceConnectorTest {

    private final TwilioCallsSourceConnector connector = new TwilioCallsSourceConnector();

    @Test
    void doesNotSupportExactlyOnce() {
        assertThat(connector.exactlyOnceSupport(Map.of())).isEqualTo(ExactlyOnceSupport.UNSUPPORTED);
    }

    /** Workers log the values of all other types. */
    @Test
    void everySecretIsOfTypePassword() {
        assertThat(connector.config().configKeys().values())
                .filteredOn(key -> key.name.matches(".*(token|secret|password)"))
                .hasSize(4)
                .allMatch(key -> key.type == ConfigDef.Type.PASSWORD, "is a PASSWORD");
    }
}
