package io.callstream.kafka.connect.twilio.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An account and its calls, in the order of their creation. */
public final class SimulatedAccount {

    /** A standard API key: it reads the calls of its own account and nothing else. */
    public record ApiKey(String sid, String secret) {}

    private final String sid;
    private final String authToken;
    private final ApiKey apiKey;
    private final Instant created;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private String status = "active";

    SimulatedAccount(String sid, String authToken, ApiKey apiKey, Instant created) {
        this.sid = sid;
        this.authToken = authToken;
        this.apiKey = apiKey;
        this.created = created;
    }

    public String sid() {
        return sid;
    }

    public String authToken() {
        return authToken;
    }

    public ApiKey apiKey() {
        return apiKey;
    }

    public Instant created() {
        return created;
    }

    /** {@code active}, {@code suspended} or {@code closed}. */
    public synchronized String status() {
        return status;
    }

    public synchronized void status(String newStatus) {
        status = newStatus;
    }

    /** Adds a call that is no older than those before it. */
    public synchronized void add(SimulatedCall call) {
        positions.put(call.sid(), calls.size());
        calls.add(call);
    }

    /** Replaces a call by itself with another life. */
    public synchronized void replace(SimulatedCall call) {
        calls.set(positions.get(call.sid()), call);
    }

    /** All calls ever created, oldest first, as they are known now. */
    public synchronized List<SimulatedCall> calls() {
        return List.copyOf(calls);
    }

    public synchronized Optional<SimulatedCall> call(String callSid) {
        return position(callSid).map(calls::get);
    }

    synchronized Optional<Integer> position(String callSid) {
        return Optional.ofNullable(positions.get(callSid));
    }

    /** The calls themselves, oldest first: whoever reads them lets nobody add one meanwhile. */
    List<SimulatedCall> oldestFirst() {
        return calls;
    }
}
