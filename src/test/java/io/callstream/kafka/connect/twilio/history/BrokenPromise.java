package io.callstream.kafka.connect.twilio.history;

import io.callstream.kafka.connect.twilio.history.plan.Plan;
import java.util.Optional;
import java.util.function.Function;

/** The first promise that the history of a plan breaks, if any. Public, because {@link io.callstream.kafka.connect.twilio.history.mutation.Mutant} loads it by reflection. */
public final class BrokenPromise implements Function<String, Optional<String>> {

    @Override
    public Optional<String> apply(String plan) {
        return History.verdict(Plan.parse(plan)).broken().stream().findFirst();
    }
}
