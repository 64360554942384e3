package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.window.UserFilters;
import java.util.function.Consumer;

/** With {@code filter.status} no record shows another status. */
final class Selective implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        UserFilters filters = evidence.settings().filters();
        for (SimulatedCall call : evidence.calls()) {
            evidence.recordsOf(call).stream()
                    .filter(sent -> sent.isTombstone()
                            || !filters.allowStatus(
                                    call.states().get(sent.state()).status()))
                    .filter(sent -> filters.status().isPresent())
                    .findFirst()
                    .ifPresent(sent -> broken.accept("not selected: state " + sent.state() + " of " + call));
        }
    }
}
