package io.callstream.kafka.connect.twilio.history;

import java.util.Optional;
import java.util.function.LongFunction;

/** The first promise that the history of a seed breaks, if it does. Public, for {@link Mutant} loads it once more. */
public final class BrokenPromise implements LongFunction<Optional<String>> {

    @Override
    public Optional<String> apply(long seed) {
        return History.verdict(Plan.of(seed)).broken().stream().findFirst();
    }
}
