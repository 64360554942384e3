package io.callstream.kafka.connect.twilio.call;

import java.util.Optional;

/**
 * Finds a list whose pages lead back to a page that was read before, so that it would never end.
 *
 * <p>Brent's algorithm (An improved Monte Carlo factorization algorithm, 1980): it remembers one cursor at a time, so its
 * memory does not depend on the number of pages, and finds a loop of <i>n</i> pages within three times as many.
 */
public final class CursorLoop {

    private Optional<PageCursor> remembered = Optional.empty();
    private long stepsUntilNext = 1;
    private long steps;

    /**
     * Takes the cursor that a page leads to.
     *
     * @return whether an earlier page has led there
     */
    public boolean isClosedBy(PageCursor next) {
        if (remembered.filter(next::equals).isPresent()) {
            return true;
        }
        if (++steps == stepsUntilNext) {
            stepsUntilNext *= 2;
            steps = 0;
            remembered = Optional.of(next);
        }
        return false;
    }
}
