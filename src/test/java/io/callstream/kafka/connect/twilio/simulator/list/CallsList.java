package io.callstream.kafka.connect.twilio.simulator.list;

import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour.Order;
import io.callstream.kafka.connect.twilio.simulator.list.PagePosition.Anchor;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the calls of a page. */
public final class CallsList {

    /** Rows, and whether more follow. */
    public record Page(List<SimulatedCall> calls, boolean more) {}

    private static final int MOST_CLOCKS_DIFFER = 30;
    private static final Duration STRAYS_AHEAD = Duration.ofDays(78);
    private static final Instant FAR_AHEAD = Instant.parse("2100-01-01T00:00:00Z");

    private CallsList() {}

    /** The page for a query, at a moment; empty if its anchor was never a call of the account. */
    public static Optional<Page> page(SimulatedAccount account, CallsQuery query, Order order, Instant now) {
        Optional<Anchor> anchor = query.position().anchor();
        if (anchor.isPresent() && account.position(anchor.get().sid()).isEmpty()) {
            return Optional.empty();
        }
        if (order == Order.NEARLY_NEWEST_FIRST) {
            return Optional.of(pageByTime(account, query, now, CallsList::roughlyCreated));
        }
        if (order == Order.NEARLY_OLDEST_FIRST) {
            return Optional.of(pageByTime(
                    account,
                    query,
                    now,
                    call -> Instant.EPOCH.plus(Duration.between(roughlyCreated(call), FAR_AHEAD))));
        }
        if (order == Order.BY_START) {
            return Optional.of(pageByTime(account, query, now, call -> startOrCreation(call, now)));
        }
        if (order == Order.ONE_STRAY) {
            return Optional.of(pageByTime(account, query, now, call -> createdOrAhead(account, call, 1)));
        }
        if (order == Order.TWO_STRAYS) {
            return Optional.of(pageByTime(account, query, now, call -> createdOrAhead(account, call, 2)));
        }
        if (order == Order.BY_UPDATE) {
            return Optional.of(pageByTime(account, query, now, call -> updateOrCreation(call, now)));
        }
        return Optional.of(
                order == Order.BY_START_WHERE_FILTERED && query.start().limits()
                        ? pageByTime(account, query, now, call -> call.at(now).start())
                        : pageByCreation(account, query, order, now));
    }

    private static Page pageByCreation(SimulatedAccount account, CallsQuery query, Order order, Instant now) {
        List<SimulatedCall> calls = account.oldestFirst();
        Optional<Anchor> anchor = query.position().anchor();
        boolean forwards = anchor.map(Anchor::pageFollows).orElse(true);
        boolean ascending = (order == Order.OLDEST_FIRST) == forwards;
        int step = ascending ? 1 : -1;
        // no call starts before it is created, so a query for a month need not scan earlier calls
        int begin = query.start().from().map(account::firstStartedFrom).orElse(0);
        int end = query.start().before().map(account::firstCreatedFrom).orElse(calls.size());
        int first = anchor.flatMap(beside -> account.position(beside.sid()))
                .map(position -> position + step)
                .map(position -> ascending ? Math.max(position, begin) : Math.min(position, end - 1))
                .orElse(ascending ? begin : end - 1);
        int size = query.position().size();
        List<SimulatedCall> page = new ArrayList<>(Math.min(size, calls.size()));
        for (int i = first; i >= begin && i < end; i += step) {
            SimulatedCall call = calls.get(i);
            if (call.exists(now) && query.matches(call, now)) {
                if (page.size() == size) {
                    return inOrder(page, forwards, true);
                }
                page.add(call);
            }
        }
        return inOrder(page, forwards, !forwards);
    }

    /** The page starts beside the anchor's current position, since the anchor's time may have changed. */
    private static Page pageByTime(
            SimulatedAccount account, CallsQuery query, Instant now, Function<SimulatedCall, @Nullable Instant> time) {
        Comparator<SimulatedCall> newestFirst = Comparator.comparing((SimulatedCall call) ->
                        Optional.ofNullable(time.apply(call)).orElse(Instant.EPOCH))
                .thenComparing(SimulatedCall::sid)
                .reversed();
        Optional<Anchor> anchor = query.position().anchor();
        boolean forwards = anchor.map(Anchor::pageFollows).orElse(true);
        Comparator<SimulatedCall> order = forwards ? newestFirst : newestFirst.reversed();
        Optional<SimulatedCall> beside = anchor.flatMap(found -> account.call(found.sid()));
        List<SimulatedCall> rest = account.oldestFirst().stream()
                .filter(call -> call.exists(now) && query.matches(call, now))
                .filter(call -> beside.isEmpty() || order.compare(call, beside.get()) > 0)
                .sorted(order)
                .toList();
        int size = Math.min(query.position().size(), rest.size());
        return inOrder(new ArrayList<>(rest.subList(0, size)), forwards, !forwards || rest.size() > size);
    }

    private static Instant roughlyCreated(SimulatedCall call) {
        return call.created().plusSeconds(Math.floorMod(call.sid().hashCode(), MOST_CLOCKS_DIFFER));
    }

    /** The oldest calls, the strays, are where the list shows those created 78 days after the oldest. */
    private static Instant createdOrAhead(SimulatedAccount account, SimulatedCall call, int strays) {
        List<SimulatedCall> calls = account.oldestFirst();
        return calls.subList(0, Math.min(strays, calls.size())).contains(call)
                ? calls.get(0).created().plus(STRAYS_AHEAD)
                : call.created();
    }

    private static Instant startOrCreation(SimulatedCall call, Instant now) {
        return Optional.ofNullable(call.at(now).start()).orElse(call.created());
    }

    private static Instant updateOrCreation(SimulatedCall call, Instant now) {
        return Optional.ofNullable(call.at(now).updated()).orElse(call.created());
    }

    private static Page inOrder(List<SimulatedCall> page, boolean forwards, boolean more) {
        if (!forwards) {
            Collections.reverse(page);
        }
        return new Page(page, more);
    }
}
