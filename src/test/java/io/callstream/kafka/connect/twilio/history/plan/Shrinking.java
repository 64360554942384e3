package io.callstream.kafka.connect.twilio.history.plan;

import java.util.function.Predicate;

/** Simplifies a failing plan as long as it still fails. */
public final class Shrinking {

    private static final int TRIES = 300;

    private Shrinking() {}

    public static Plan shrink(Plan failing, Predicate<Plan> fails) {
        Plan smallest = failing;
        int tries = 0;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Plan candidate : smallest.simpler()) {
                if (++tries > TRIES) {
                    return smallest;
                }
                if (fails.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }
}
