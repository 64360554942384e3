package io.callstream.kafka.connect.twilio.sync.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.sync.CallRow;
import io.callstream.kafka.connect.twilio.window.UnpricedCalls;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RestartRuleTest {

    private static final Instant SAVED = Instant.parse("2026-11-20T12:00:00Z");
    private static final Instant HEAD = SAVED.minusSeconds(90);
    private static final Instant DEEP = SAVED.minus(Duration.ofHours(1));
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final Duration LOOKBACK = Duration.ofDays(1);

    private final RestartRule rule = rule(UnpricedCalls.NONE);

    @Test
    void aCallCreatedSinceIsNotInTheTopic() {
        assertThat(rule.isInTopic(CallRow.completed(1, SAVED).updated(DEEP).call()))
                .isFalse();
    }

    @Test
    void aChangeSinceTheWindowsWatermarkIsNotInTheTopic() {
        CallRow young = CallRow.completed(1, SAVED.minus(QUARTER));
        assertThat(rule.isInTopic(young.updated(HEAD.minusSeconds(1)).call())).isTrue();
        assertThat(rule.isInTopic(young.updated(HEAD).call())).isFalse();

        CallRow older = CallRow.completed(1, SAVED.minus(QUARTER).minusSeconds(1));
        assertThat(rule.isInTopic(older.updated(DEEP.minusSeconds(1)).call())).isTrue();
        assertThat(rule.isInTopic(older.updated(DEEP).call())).isFalse();
    }

    @Test
    void theLastStateWithinTheLookbackIsInTheTopic() {
        CallRow old = CallRow.completed(1, SAVED.minus(LOOKBACK).minusSeconds(7200));
        Instant left = old.created().plus(LOOKBACK);
        assertThat(rule.isInTopic(old.updated(left.minusSeconds(1)).call())).isTrue();
        assertThat(rule.isInTopic(old.updated(left).call())).isFalse();
    }

    @Test
    void aRowWithoutTimesIsNotInTheTopic() {
        CallRow row = CallRow.completed(1, SAVED.minus(LOOKBACK));
        assertThat(rule.isInTopic(row.updated(null).call())).isFalse();
        assertThat(rule.isInTopic(new CallRow(row.sid(), "queued", null, DEEP, null, null).call()))
                .isFalse();
    }

    @Test
    void aPriceThatCameSinceIsNotInTheTopic() {
        CallRow row = CallRow.completed(1, SAVED.minus(Duration.ofHours(3)));
        long hash = SidKey.of(row.sid()).hash();
        RestartRule knowing = rule(UnpricedCalls.of(new long[] {hash}));

        assertThat(knowing.isInTopic(row.call())).isTrue();
        assertThat(knowing.isInTopic(row.priced("-0.1").call())).isFalse();
        assertThat(rule.isInTopic(row.priced("-0.1").call())).isTrue();
        assertThat(rule(UnpricedCalls.OVERFLOW).isInTopic(row.priced("-0.1").call()))
                .isFalse();
    }

    @Test
    void aResumedSweepProvesWhatItReadBeforeTheStart() {
        CallRow row = CallRow.completed(1, SAVED.minus(Duration.ofHours(3))).updated(DEEP.plusSeconds(60));
        assertThat(rule.isInTopic(row.call())).isFalse();

        rule.resumedSweepReached(DEEP.plusSeconds(120), List.of(LOOKBACK));

        assertThat(rule.isInTopic(row.call())).isTrue();
    }

    private static RestartRule rule(UnpricedCalls unpriced) {
        SortedMap<Duration, Instant> watermarks = new TreeMap<>();
        watermarks.put(QUARTER, HEAD);
        watermarks.put(LOOKBACK, DEEP);
        return new RestartRule(SAVED, watermarks, unpriced);
    }
}
