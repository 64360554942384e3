package io.callstream.kafka.connect.twilio.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A simulated Twilio in a process or container of its own, controlled over HTTP. */
public final class RemoteSimulator {

    private final Http http = new Http();
    private final String url;
    private final String urlForWorkers;
    private final List<String> accounts;
    private final String authToken;

    /**
     * Creates a client from the line that a simulator prints when it is ready.
     *
     * @param url for clients on this machine
     * @param urlForWorkers for the connector
     */
    public RemoteSimulator(String readyLine, String url, String urlForWorkers) {
        String[] words = readyLine.split(" ");
        this.url = url;
        this.urlForWorkers = urlForWorkers;
        this.accounts = List.of(words[2].split(","));
        this.authToken = words[3];
    }

    /** The URL in a ready line. */
    public static String url(String readyLine) {
        return readyLine.split(" ")[1];
    }

    /** The URL for clients on this machine. */
    public String url() {
        return url;
    }

    public List<String> accounts() {
        return accounts;
    }

    /** A connector's keys for reading all accounts. */
    public Map<String, String> config() {
        Map<String, String> config = new HashMap<>();
        config.put("twilio.account.sid", accounts.get(0));
        config.put("twilio.auth.token", authToken);
        config.put("twilio.api.url", urlForWorkers);
        config.put("twilio.api.url.allow.http", "true");
        config.put("accounts", String.join(",", accounts));
        config.put("poll.interval.ms", "1000");
        return config;
    }

    public Truth truth() {
        return new Truth(url, accounts);
    }

    /** The URLs of all requests so far. */
    public List<String> served() {
        List<String> urls = new ArrayList<>();
        control("served").path("served").forEach(served -> urls.add(served.asText()));
        return urls;
    }

    /** Advances the simulated clock. */
    public void advance(Duration by) {
        control("advance?seconds=" + by.toSeconds());
    }

    /** Delays every response by at least this time. */
    public void latency(Duration latency) {
        control("latency?ms=" + latency.toMillis());
    }

    /** Leaves every request without a response, until {@link #heal}. */
    public void hang() {
        control("hang");
    }

    public void heal() {
        control("heal");
    }

    private JsonNode control(String what) {
        return http.post(url + "/simulator/" + what, Map.of()).ok();
    }
}
