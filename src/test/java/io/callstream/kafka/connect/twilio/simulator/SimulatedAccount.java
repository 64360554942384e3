package io.callstream.kafka.connect.twilio.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account and its calls, in the order of their creation. */
public final class SimulatedAccount {

    private final String sid;
    private final String authToken;
    private final Instant created;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private String status = "active";

    SimulatedAccount(String sid, String authToken, Instant created) {
        this.sid = sid;
        this.authToken = authToken;
        this.created = created;
    }

    public String sid() {
        return sid;
    }

    public String authToken() {
        return authToken;
    }

    public Instant created() {
        return created;
    }

    /** {@code active}, {@code suspended} or {@code closed}. */
    public String status() {
        return status;
    }

    public void status(String newStatus) {
        status = newStatus;
    }

    /** Adds a call that is no older than those before it. */
    public void add(SimulatedCall call) {
        positions.put(call.sid(), calls.size());
        calls.add(call);
    }

    /** Replaces a call by itself with another life. */
    public void replace(SimulatedCall call) {
        calls.set(positions.get(call.sid()), call);
    }

    /** All calls ever created, oldest first. */
    public List<SimulatedCall> calls() {
        return Collections.unmodifiableList(calls);
    }

    public Optional<SimulatedCall> call(String callSid) {
        return Optional.ofNullable(positions.get(callSid)).map(calls::get);
    }

    Optional<Integer> position(String callSid) {
        return Optional.ofNullable(positions.get(callSid));
    }
}
