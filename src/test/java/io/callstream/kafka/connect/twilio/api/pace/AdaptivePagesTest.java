package io.callstream.kafka.connect.twilio.api.pace;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.api.pace.ModelPages.Measured;
import java.time.Duration;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The search for the largest good page, in virtual time. {@link #main} prints the figures. */
class AdaptivePagesTest {

    private static final int AT_ONCE = 4;

    /** A server that fails on large pages, or is too slow for the read timeout: the client cannot distinguish the two. */
    @ParameterizedTest
    @CsvSource({"999, 1", "999, 4", "700, 1", "700, 4", "500, 4", "499, 4", "300, 1", "300, 32", "64, 4", "10, 4"})
    void findsAndKeepsTheLargestGoodPage(int limit, int atOnce) {
        ModelPages pages = new ModelPages(5, atOnce, above(limit));

        Measured first = pages.read(100);
        Measured then = pages.read(1000);

        // Each of the concurrent pages fails at each size on the way down; afterwards only probes fail.
        double halvings = Math.ceil(Math.log(1000.0 / limit) / Math.log(2));
        assertThat(first.failures()).isLessThanOrEqualTo((int) (atOnce * (halvings + 1) + 8));
        assertThat(then.rows()).isBetween(0.9 * limit, (double) limit);
        assertThat(then.failed()).isLessThanOrEqualTo(0.01);
    }

    /** A page near the bound fails now and then, as with a timeout. */
    @Test
    void staysBelowSizesThatFailSometimes() {
        ModelPages pages = new ModelPages(5, AT_ONCE, rows -> Math.min(1, Math.max(0, (rows - 650) / 100.0)));

        pages.read(100);
        Measured then = pages.read(2000);

        assertThat(then.rows()).isBetween(500.0, 700.0);
        assertThat(then.failed()).isLessThanOrEqualTo(0.1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.05, 0.1})
    void keepsLargePagesDespiteFailuresOfAnySize(double share) {
        ModelPages pages = new ModelPages(5, AT_ONCE, rows -> share);

        assertThat(pages.read(2000).rows()).isGreaterThanOrEqualTo(950);
    }

    @ParameterizedTest
    @ValueSource(ints = {700, 300, 64, 10})
    void returnsToLargerPagesAfterRecovery(int limit) {
        ModelPages pages = new ModelPages(5, AT_ONCE, above(limit));
        pages.read(2000);

        pages.failing(rows -> 0);
        pages.read(320); // the longest interval between two probes, and the way up
        Measured then = pages.read(100);

        assertThat(then.rows()).isEqualTo(1000);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 60, 1800})
    void regainsThePageSizeSoonAfterAnOutage(int seconds) {
        ModelPages pages = new ModelPages(5, AT_ONCE, rows -> 0);
        pages.read(100);

        pages.failing(rows -> 1);
        pages.pass(Duration.ofSeconds(seconds));
        pages.failing(rows -> 0);
        pages.read(60);

        assertThat(pages.read(100).rows()).isGreaterThanOrEqualTo(950);
    }

    @Test
    void ignoresFailuresOfSmallPages() {
        PageSizer sizer = new PageSizer(1000);
        for (int i = 0; i < 5; i++) {
            PageSizer.Page head = sizer.page(50);
            head.rowsToRequest();
            head.failed();
            head.rowsToRequest();
            head.failed();
            assertThat(head.rowsToRequest()).isEqualTo(25);
            head.succeeded(true, 25);
        }

        assertThat(sizer.page(1000).rowsToRequest()).isEqualTo(1000);
    }

    @Test
    void shrinksOnlyTheOnePageThatFails() {
        PageSizer sizer = new PageSizer(1000);
        PageSizer.Page heavy = sizer.page(1000);
        for (int i = 0; i < 2; i++) {
            assertThat(heavy.rowsToRequest()).isEqualTo(1000);
            heavy.failed();
            PageSizer.Page other = sizer.page(1000);
            assertThat(other.rowsToRequest()).isEqualTo(1000);
            other.succeeded(true, 1000);
        }

        assertThat(heavy.rowsToRequest()).isEqualTo(500);
        heavy.succeeded(true, 500);

        assertThat(sizer.page(1000).rowsToRequest()).isEqualTo(1000);
    }

    @Test
    void doesNotCountALastPageAsAProbe() {
        PageSizer sizer = new PageSizer(1000);
        PageSizer.Page page = sizer.page(1000);
        for (int requested : new int[] {1000, 1000}) {
            assertThat(page.rowsToRequest()).isEqualTo(requested);
            page.failed();
        }
        assertThat(page.rowsToRequest()).isEqualTo(500);
        page.succeeded(true, 500);
        PageSizer.Page last = sizer.page(1000);
        assertThat(last.rowsToRequest()).isEqualTo(750);
        assertThat(sizer.page(1000).rowsToRequest()).as("during that probe").isEqualTo(500);

        last.succeeded(false, 3);

        assertThat(sizer.page(1000).rowsToRequest()).isEqualTo(750);
        assertThat(sizer.page(1000).rowsToRequest()).isEqualTo(500);
    }

    private static IntToDoubleFunction above(int limit) {
        return rows -> rows > limit ? 1 : 0;
    }

    /** Prints the figures that the docs quote. */
    public static void main(String[] args) {
        System.out.println("| pages fail | rows of a page | failed | failed of the first 100 |");
        System.out.println("|---|---|---|---|");
        for (int limit : new int[] {700, 300, 64}) {
            print("above " + limit + " rows", above(limit));
        }
        for (int percent : new int[] {1, 5, 10, 20}) {
            print(percent + " % of all", rows -> percent / 100.0);
        }
        print("650 to 750 rows, with growing probability", rows -> Math.min(1, Math.max(0, (rows - 650) / 100.0)));
    }

    private static void print(String what, IntToDoubleFunction failing) {
        ModelPages pages = new ModelPages(5, AT_ONCE, failing);
        Measured first = pages.read(100);
        Measured then = pages.read(2000);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.1f %% | %d |%n",
                what,
                then.rows(),
                100 * then.failed(),
                first.failures());
    }
}
