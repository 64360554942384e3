package io.callstream.kafka.connect.twilio.history;

import java.util.function.Predicate;

/** Makes a failing plan plainer as long as it still fails. */
final class Shrinking {

    private static final int TRIES = 300;

    private Shrinking() {}

    static Plan shrink(Plan failing, Predicate<Plan> fails) {
        Plan smallest = failing;
        int tries = 0;
        boolean smaller = true;
        while (smaller) {
            smaller = false;
            for (Plan candidate : smallest.plainer()) {
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
