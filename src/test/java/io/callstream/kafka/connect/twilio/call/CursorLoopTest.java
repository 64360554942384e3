package io.callstream.kafka.connect.twilio.call;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class CursorLoopTest {

    /** However many pages lead into the loop, and however long it is. */
    @Property(seed = "14")
    void findsALoopWithinThreeRounds(
            @ForAll @IntRange(max = 300) int before, @ForAll @IntRange(min = 1, max = 300) int length) {
        CursorLoop loop = new CursorLoop();
        int pages = 0;
        while (!loop.isClosedBy(page(pages < before ? pages : before + (pages - before) % length))) {
            pages++;
            assertThat(pages).isLessThanOrEqualTo(3 * (before + length));
        }
        assertThat(pages).as("no page of the first round").isGreaterThanOrEqualTo(before + length);
    }

    @Property(seed = "14", tries = 20)
    void findsNoneInAListThatEnds(@ForAll @IntRange(max = 5_000) int length) {
        CursorLoop loop = new CursorLoop();
        for (int page = 0; page < length; page++) {
            assertThat(loop.isClosedBy(page(page))).isFalse();
        }
    }

    private static PageCursor page(int number) {
        return new PageCursor("/Calls.json?Page=" + number);
    }
}
