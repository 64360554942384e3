package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.ListBehaviour.Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Cuts a page out of an account's calls. Pages hold while calls arrive: a page begins behind a call, not at a number. */
final class CallsList {

    /** Rows, and whether more follow. */
    record Page(List<SimulatedCall> calls, boolean more) {}

    private CallsList() {}

    /** The page that a query asks for, at a moment; empty if its anchor was never a call of the account. */
    static Optional<Page> page(SimulatedAccount account, CallsQuery query, Order order, Instant now) {
        if (order == Order.BY_START_WHERE_FILTERED && query.filtersByStart()) {
            return pageByStart(account, query, now);
        }
        List<SimulatedCall> calls = account.calls();
        int step = order == Order.OLDEST_FIRST ? 1 : -1;
        int first = order == Order.OLDEST_FIRST ? 0 : calls.size() - 1;
        Optional<String> anchor = query.anchor();
        if (anchor.isPresent()) {
            Optional<Integer> position = account.position(anchor.get());
            if (position.isEmpty()) {
                return Optional.empty();
            }
            first = position.get() + step;
        }
        int size = query.pageSize();
        List<SimulatedCall> page = new ArrayList<>(size);
        for (int i = first; i >= 0 && i < calls.size(); i += step) {
            SimulatedCall call = calls.get(i);
            if (call.exists(now) && query.matches(call, now)) {
                if (page.size() == size) {
                    return Optional.of(new Page(page, true));
                }
                page.add(call);
            }
        }
        return Optional.of(new Page(page, false));
    }

    /** The page begins behind the place that its anchor has now: a start time may have moved since. */
    private static Optional<Page> pageByStart(SimulatedAccount account, CallsQuery query, Instant now) {
        Comparator<SimulatedCall> newestStartFirst = Comparator.comparing((SimulatedCall call) ->
                        Optional.ofNullable(call.at(now).start()).orElse(Instant.EPOCH))
                .thenComparing(SimulatedCall::sid)
                .reversed();
        Optional<SimulatedCall> anchor = query.anchor().flatMap(account::call);
        if (query.anchor().isPresent() && anchor.isEmpty()) {
            return Optional.empty();
        }
        List<SimulatedCall> rest = account.calls().stream()
                .filter(call -> call.exists(now) && query.matches(call, now))
                .filter(call -> anchor.isEmpty() || newestStartFirst.compare(call, anchor.get()) > 0)
                .sorted(newestStartFirst)
                .toList();
        int size = Math.min(query.pageSize(), rest.size());
        return Optional.of(new Page(rest.subList(0, size), rest.size() > size));
    }
}
