package io.callstream.kafka.connect.twilio.simulator;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import okhttp3.HttpUrl;

/** Faults to come: the next so many requests that match get one. */
public final class Faults {

    private record Rule(Predicate<HttpUrl> applies, Fault fault, AtomicInteger left) {}

    private final List<Rule> rules = new CopyOnWriteArrayList<>();

    /** The next requests get a fault. */
    public void next(int count, Fault fault) {
        next(count, url -> true, fault);
    }

    /** The next requests that match get a fault. */
    public void next(int count, Predicate<HttpUrl> applies, Fault fault) {
        rules.add(new Rule(applies, fault, new AtomicInteger(count)));
    }

    /** All is well again. */
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
