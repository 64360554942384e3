package io.callstream.kafka.connect.twilio.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.TwilioClient;
import io.callstream.kafka.connect.twilio.window.BackfillStart;
import io.callstream.kafka.connect.twilio.wiring.Wiring;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No number or date of a configuration is accepted beyond reason. */
class ConfigBoundsTest {

    private static final Set<ConfigDef.Type> NUMBERS =
            EnumSet.of(ConfigDef.Type.SHORT, ConfigDef.Type.INT, ConfigDef.Type.LONG, ConfigDef.Type.DOUBLE);

    /** The largest of the tested values that a key accepts. */
    private static final Map<String, Long> ACCEPTED_AS_FOREVER =
            Map.of("retry.timeout.ms", (long) Integer.MAX_VALUE, "accounts.refresh.interval.ms", 429_496_000L);

    private final Map<String, String> config =
            new HashMap<>(Map.of("twilio.account.sid", "AC" + "a".repeat(32), "twilio.auth.token", "never sent"));

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Integer.MIN_VALUE, -1, 429_496_000, Integer.MAX_VALUE, Long.MAX_VALUE})
    void boundsEveryNumberOnBothSides(long value) {
        List<String> numbers = TwilioCallsConfig.configDef().configKeys().values().stream()
                .filter(key -> NUMBERS.contains(key.type))
                .map(key -> key.name)
                .toList();
        assertThat(numbers).hasSizeGreaterThan(10);
        for (String key : numbers) {
            Map<String, String> changed = new HashMap<>(config);
            changed.put(key, Long.toString(value));
            boolean valid = ACCEPTED_AS_FOREVER.getOrDefault(key, 0L) >= value && value > 0;
            if (valid) {
                assertThat(ConfigErrors.of(changed)).as(key).isEmpty();
            } else {
                assertThat(ConfigErrors.of(changed)).containsOnlyKeys(key);
            }
        }
    }

    /** The time of a whole request is the sum of these. */
    @Test
    void theLongestTimeoutsMakeAClient() {
        config.put("connect.timeout.ms", "86400000");
        config.put("read.timeout.ms", "86400000");
        assertThat(ConfigErrors.of(config)).isEmpty();
        try (TwilioClient client = new TwilioClient(Wiring.apiSettings(new TwilioCallsConfig(config)))) {
            assertThat(client).isNotNull();
        }
    }

    /** Only a new configuration is compared with the clock: a worker's clock may be behind that of the one that validated. */
    @Test
    void startsWithADateThatItsOwnClockHasNotReached() {
        config.put("backfill.start.date", "2999-01-01");
        assertThat(new TwilioCallsConfig(config).syncSettings().backfillStart())
                .isEqualTo(new BackfillStart.From(LocalDate.of(2999, 1, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2008-01-01", "2026-11-23"})
    void acceptsTheFirstDayAndToday(String date) {
        config.put("backfill.start.date", date);
        assertThat(ConfigErrors.of(config)).isEmpty();
    }
}
