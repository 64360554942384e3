package io.callstream.kafka.connect.twilio.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Connect's REST API, for one connector. */
public final class ConnectRest {

    private final Http http = new Http();
    private final String workerUrl;
    private final String connector;

    public ConnectRest(String workerUrl, String connector) {
        this.workerUrl = workerUrl;
        this.connector = connector;
    }

    /** Creates the connector, or changes its configuration. */
    public Http.Response configure(Map<String, String> config) {
        return http.put(url() + "/config", config);
    }

    /** Creates the connector in a state, like {@code STOPPED}. */
    public Http.Response create(Map<String, String> config, String state) {
        return http.post(
                workerUrl + "/connectors", Map.of("name", connector, "initial_state", state, "config", config));
    }

    /** States of the connector's tasks, like {@code RUNNING}. */
    public List<String> taskStates() {
        Http.Response status = http.get(url() + "/status");
        List<String> states = new ArrayList<>();
        status.body()
                .path("tasks")
                .forEach(task -> states.add(task.path("state").asText()));
        return states;
    }

    /** The ids of the workers on which the tasks run, one for each task. */
    public List<String> workersOfTasks() {
        List<String> workers = new ArrayList<>();
        http.get(url() + "/status")
                .body()
                .path("tasks")
                .forEach(task -> workers.add(task.path("worker_id").asText()));
        return workers;
    }

    /** State of the connector itself, like {@code PAUSED}; empty where there is none. */
    public String state() {
        return http.get(url() + "/status")
                .body()
                .path("connector")
                .path("state")
                .asText();
    }

    /** The stack trace of a failed task; empty if none has failed. */
    public String trace() {
        return http.get(url() + "/status")
                .body()
                .path("tasks")
                .findPath("trace")
                .asText();
    }

    /** The configuration of the connector and its tasks, as the worker returns it. */
    public String configuration() {
        return http.get(url()).body() + "\n" + http.get(url() + "/tasks").body();
    }

    public JsonNode offsets() {
        return http.get(url() + "/offsets").ok().path("offsets");
    }

    /** Stops the connector, which is required for altering its offsets. */
    public Http.Response stop() {
        return http.put(url() + "/stop", Map.of());
    }

    public Http.Response pause() {
        return http.put(url() + "/pause", Map.of());
    }

    public Http.Response resume() {
        return http.put(url() + "/resume", Map.of());
    }

    public Http.Response restart() {
        return http.post(url() + "/restart?includeTasks=true", Map.of());
    }

    /** Restarts the connector and its tasks where they have failed. */
    public void restartFailed() {
        http.post(url() + "/restart?includeTasks=true&onlyFailed=true", Map.of())
                .ok();
    }

    /** The status of the connector and its tasks. */
    public String status() {
        return http.get(url() + "/status").body().toString();
    }

    /** Alters offsets, each with a {@code partition} and an {@code offset}. */
    public Http.Response alterOffsets(List<Map<String, Object>> offsets) {
        return http.patch(url() + "/offsets", Map.of("offsets", offsets));
    }

    /** Validates a configuration; the response has the errors by key. */
    public Http.Response validate(String connectorClass, Map<String, String> config) {
        return http.put(workerUrl + "/connector-plugins/" + connectorClass + "/config/validate", config);
    }

    /** Deletes the connector, if there is one. */
    public Http.Response delete() {
        Http.Response response = http.delete(url());
        if (response.status() != 404) {
            response.ok();
        }
        return response;
    }

    private String url() {
        return workerUrl + "/connectors/" + connector;
    }
}
