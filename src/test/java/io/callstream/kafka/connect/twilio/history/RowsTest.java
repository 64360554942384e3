package io.callstream.kafka.connect.twilio.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.history.plan.Plan;
import io.callstream.kafka.connect.twilio.simulator.list.Presentation;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RowsTest {

    @Test
    void eachStateHasOneFingerprintInEveryPresentation() {
        SimulatedWorld world = new SimulatedWorld(
                Plan.parse("past_calls=2000 past_hours=2000 corrections=20 long_queues=20"), new Random(1));
        Rows rows = new Rows();
        for (SimulatedCall call : world.account().calls()) {
            Map<Integer, Long> fingerprints = new HashMap<>();
            for (int i = 0; i < call.states().size(); i++) {
                Call usual = rows.at(call, call.states().get(i).from(), Presentation.USUAL);
                Call other = rows.at(call, call.states().get(i).from(), Presentation.OTHER_HOST);

                assertThat(Rows.stateOf(usual)).isEqualTo(Rows.stateOf(other));
                assertThat(other).isNotEqualTo(usual);
                assertThat(other.fingerprint()).as("state %s of %s", i, call).isEqualTo(usual.fingerprint());
                fingerprints.put(Rows.stateOf(usual), usual.fingerprint());
            }
            assertThat(fingerprints.values()).as("%s", call).doesNotHaveDuplicates();
        }
    }
}
