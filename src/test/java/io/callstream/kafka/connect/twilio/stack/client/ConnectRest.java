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

    /** Creates the connector, or gives it another configuration. */
    public Http.Answer configure(Map<String, String> config) {
        return http.put(url() + "/config", config);
    }

    /** Creates the connector in a state, like {@code STOPPED}. */
    public Http.Answer create(Map<String, String> config, String state) {
        return http.post(
                workerUrl + "/connectors", Map.of("name", connector, "initial_state", state, "config", config));
    }

    /** States of the connector's tasks, like {@code RUNNING}. */
    public List<String> taskStates() {
        Http.Answer status = http.get(url() + "/status");
        List<String> states = new ArrayList<>();
        status.body()
                .path("tasks")
                .forEach(task -> states.add(task.path("state").asText()));
        return states;
    }

    /** The workers on which the tasks run, one for each task, as they are called in the cluster. */
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

    /** Why a task has failed; empty if none has. */
    public String trace() {
        return http.get(url() + "/status")
                .body()
                .path("tasks")
                .findPath("trace")
                .asText();
    }

    /** The connector's and its tasks' configuration, as the worker shows it. */
    public String configuration() {
        return http.get(url()).body() + "\n" + http.get(url() + "/tasks").body();
    }

    public JsonNode offsets() {
        return http.get(url() + "/offsets").ok().path("offsets");
    }

    /** Ends the tasks; only a stopped connector's offsets can be altered. */
    public Http.Answer stop() {
        return http.put(url() + "/stop", Map.of());
    }

    public Http.Answer pause() {
        return http.put(url() + "/pause", Map.of());
    }

    public Http.Answer resume() {
        return http.put(url() + "/resume", Map.of());
    }

    public Http.Answer restart() {
        return http.post(url() + "/restart?includeTasks=true", Map.of());
    }

    /** Starts what has failed once more. */
    public void restartFailed() {
        http.post(url() + "/restart?includeTasks=true&onlyFailed=true", Map.of())
                .ok();
    }

    /** All that is said of the connector and of its tasks. */
    public String status() {
        return http.get(url() + "/status").body().toString();
    }

    /** Offers offsets: of each a {@code partition} and an {@code offset}. */
    public Http.Answer alterOffsets(List<Map<String, Object>> offsets) {
        return http.patch(url() + "/offsets", Map.of("offsets", offsets));
    }

    /** Errors by key of a configuration that is not created. */
    public Http.Answer validate(String connectorClass, Map<String, String> config) {
        return http.put(workerUrl + "/connector-plugins/" + connectorClass + "/config/validate", config);
    }

    /** Deletes the connector, if there is one. */
    public Http.Answer delete() {
        Http.Answer answer = http.delete(url());
        if (answer.status() != 404) {
            answer.ok();
        }
        return answer;
    }

    private String url() {
        return workerUrl + "/connectors/" + connector;
    }
}
