package io.callstream.kafka.connect.twilio.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/** A queue of faults for the next requests that match. */
public final class Faults {

    private record Rule(Predicate<HttpUrl> applies, Fault fault, AtomicInteger left) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** Injects a fault into the next requests. */
    public void next(int count, Fault fault) {
        next(count, url -> true, fault);
    }

    /** Injects a fault into the next requests that match. */
    public void next(int count, Predicate<HttpUrl> applies, Fault fault) {
        rules.add(new Rule(applies, fault, new AtomicInteger(count)));
    }

    /** Removes all faults. */
    public void clear() {
        rules.clear();
    }

    Optional<Fault> draw(HttpUrl url) {
        for (Iterator<Rule> all = rules.iterator(); all.hasNext(); ) {
            Rule rule = all.next();
            if (rule.applies().test(url) && rule.left().getAndDecrement() > 0) {
                return Optional.of(rule.fault());
            }
        }
        return Optional.empty();
    }
}
