package io.callstream.kafka.connect.twilio.simulator;

import io.callstream.kafka.connect.twilio.simulator.list.CallsList;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A cache of written pages, each valid until a call on it changes. The calls of a page are looked up each time; only the
 * writing is saved, which takes most of a page's time. Its capacity is 0 by default.
 */
final class RenderedPages {

    private record Rendered(List<SimulatedCall> calls, boolean more, Response response) {

        boolean isOf(CallsList.Page page) {
            if (calls.size() != page.calls().size() || more != page.more()) {
                return false;
            }
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i) != page.calls().get(i)) { // a call that changes is replaced by another object
                    return false;
                }
            }
            return true;
        }
    }

    private final Map<String, Rendered> kept = new LinkedHashMap<>();
    private int capacity;

    void capacity(int pages) {
        capacity = pages;
    }

    /** The response for a page, from the cache if it is valid. */
    Response of(String url, CallsList.Page page, Instant now, Supplier<Response> write) {
        if (capacity == 0 || !page.calls().stream().allMatch(call -> call.isAtItsEnd(now))) {
            return write.get();
        }
        Rendered known = kept.remove(url);
        Rendered current =
                known != null && known.isOf(page) ? known : new Rendered(page.calls(), page.more(), write.get());
        kept.put(url, current);
        if (kept.size() > capacity) {
            kept.remove(kept.keySet().iterator().next());
        }
        return current.response();
    }
}
