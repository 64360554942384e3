package io.callstream.kafka.connect.twilio.history.promise;

import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A tombstone follows a delete and never precedes it; while the connector is up every followed call gets one. */
final class Deleted implements Promise {

    @Override
    public void check(Evidence evidence, Consumer<String> broken) {
        for (SimulatedCall call : evidence.calls()) {
            Instant gone = call.deleted().orElse(Instant.MAX);
            List<Sent> records = evidence.recordsOf(call);
            Optional<Sent> tombstone =
                    records.stream().filter(Sent::isTombstone).findFirst();
            if (tombstone.filter(sent -> isBefore(sent, gone)).isPresent()) {
                broken.accept("a tombstone for a call that exists: " + call);
            }
            boolean wasThere = records.stream().anyMatch(sent -> isBefore(sent, gone));
            boolean followed =
                    !gone.isAfter(call.created().plus(evidence.settings().lookback()))
                            && gone.isAfter(evidence.started());
            boolean up = evidence.lives().size() == 1;
            if (evidence.settings().deletes() && up && wasThere && followed && tombstone.isEmpty()) {
                broken.accept("no tombstone: " + call);
            }
        }
    }

    private static boolean isBefore(Sent sent, Instant moment) {
        return Instant.ofEpochMilli(sent.at()).isBefore(moment);
    }
}
