package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PollsTest {

    private final AtomicLong clock = new AtomicLong(-1000);
    private final Polls polls = new Polls(clock::get);
    private final List<String> ran = new ArrayList<>();

    @Test
    void countsAsPausedAfterTheLongestInterval() {
        assertThat(polls.areRegular()).as("the start counts").isTrue();
        clock.addAndGet(Polls.MAX_INTERVAL.toMillis());
        assertThat(polls.areRegular()).isTrue();
        clock.incrementAndGet();
        assertThat(polls.areRegular()).isFalse();
        polls.polled(Runnable::run);
        assertThat(polls.areRegular()).isTrue();
    }

    /** Even if the poll came between the look at the clock and the wait. */
    @Test
    void runsWhatWaitsAtTheNextPollOnce() {
        polls.polled(Runnable::run);
        polls.atNext(() -> ran.add("first"));
        polls.atNext(() -> ran.add("second"));
        assertThat(ran).isEmpty();
        polls.polled(Runnable::run);
        polls.polled(Runnable::run);
        assertThat(ran).containsExactly("first", "second");
    }
}
