package io.callstream.kafka.connect.twilio.stack.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** JSON over HTTP, for the REST APIs of a stack. */
public final class Http {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    /** A status, and a body that is missing where the answer had none. */
    public record Answer(int status, JsonNode body) {

        public boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** The body of a good answer; anything else is an error. */
        public JsonNode ok() {
            if (!isOk()) {
                throw new IllegalStateException("answered " + status + ": " + body);
            }
            return body;
        }
    }

    public Answer get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    public Answer delete(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).DELETE());
    }

    public Answer put(String url, Object body) {
        return send(json(url, body, "PUT"));
    }

    Answer patch(String url, Object body) {
        return send(json(url, body, "PATCH"));
    }

    public Answer post(String url, Object body) {
        return send(json(url, body, "POST"));
    }

    /** Whether something answers well at a URL. */
    public boolean answers(String url) {
        try {
            return get(url).isOk();
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static HttpRequest.Builder json(String url, Object body, String method) {
        return HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        HttpRequest.BodyPublishers.ofString(
                                JSON.valueToTree(body).toString()));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.body().startsWith("{") || response.body().startsWith("[");
            JsonNode body = json ? JSON.readTree(response.body()) : MissingNode.getInstance();
            return new Answer(response.statusCode(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an answer", e);
        }
    }
}
