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

    /** A status and a body; a missing node where the response has none. */
    public record Response(int status, JsonNode body) {

        public boolean isOk() {
            return status >= 200 && status < 300;
        }

        /** The body of a successful response; any other response is an error. */
        public JsonNode ok() {
            if (!isOk()) {
                throw new IllegalStateException("status " + status + ": " + body);
            }
            return body;
        }
    }

    public Response get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    public Response delete(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).DELETE());
    }

    public Response put(String url, Object body) {
        return send(json(url, body, "PUT"));
    }

    Response patch(String url, Object body) {
        return send(json(url, body, "PATCH"));
    }

    public Response post(String url, Object body) {
        return send(json(url, body, "POST"));
    }

    /** Whether a URL responds successfully. */
    public boolean responds(String url) {
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

    private Response send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(request.timeout(Duration.ofSeconds(60)).build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.body().startsWith("{") || response.body().startsWith("[");
            JsonNode body = json ? JSON.readTree(response.body()) : MissingNode.getInstance();
            return new Response(response.statusCode(), body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a response", e);
        }
    }
}
