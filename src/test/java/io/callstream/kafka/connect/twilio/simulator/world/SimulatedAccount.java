package io.callstream.kafka.connect.twilio.simulator.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** An account and its calls, in the order of their creation. */
public final class SimulatedAccount {

    /** A standard API key, which reads the calls of its own account and nothing else. */
    public record ApiKey(String sid, String secret) {}

    private final String sid;
    private final ApiKey apiKey;
    private final Instant created;
    private final List<SimulatedCall> calls = new ArrayList<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private Duration longestWait = Duration.ZERO;
    private String status = "active";
    private String authToken;

    SimulatedAccount(String sid, String authToken, ApiKey apiKey, Instant created) {
        this.sid = sid;
        this.authToken = authToken;
        this.apiKey = apiKey;
        this.created = created;
    }

    public String sid() {
        return sid;
    }

    public synchronized String authToken() {
        return authToken;
    }

    /** Replaces the token: the one before is rejected from now on. */
    public synchronized void authToken(String newToken) {
        authToken = newToken;
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
        noteWait(call);
    }

    /** Replaces a call by one with the same SID and other states. */
    public synchronized void replace(SimulatedCall call) {
        calls.set(positions.get(call.sid()), call);
        noteWait(call);
    }

    private void noteWait(SimulatedCall call) {
        for (CallState state : call.states()) {
            if (state.start() != null && state.start().isAfter(call.created().plus(longestWait))) {
                longestWait = Duration.between(call.created(), state.start());
            }
        }
    }

    /** All calls ever created, oldest first. */
    public synchronized List<SimulatedCall> calls() {
        return List.copyOf(calls);
    }

    /** The SIDs of the calls that exist at a moment. */
    public Set<String> sids(Instant now, Predicate<SimulatedCall> filter) {
        return calls().stream()
                .filter(call -> call.exists(now))
                .filter(filter)
                .map(SimulatedCall::sid)
                .collect(Collectors.toSet());
    }

    public synchronized Optional<SimulatedCall> call(String callSid) {
        return position(callSid).map(calls::get);
    }

    public synchronized Optional<Integer> position(String callSid) {
        return Optional.ofNullable(positions.get(callSid));
    }

    /** The index of the first call that may have started at a moment or later. */
    public int firstStartedFrom(Instant moment) {
        return firstCreatedFrom(moment.minus(longestWait));
    }

    /** The index of the first call that was created at a moment or later. */
    public int firstCreatedFrom(Instant moment) {
        int low = 0;
        int high = calls.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (calls.get(middle).created().isBefore(moment)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The calls themselves, not a copy, oldest first: a reader must exclude concurrent additions. */
    public List<SimulatedCall> oldestFirst() {
        return calls;
    }
}
