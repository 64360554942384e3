package io.callstream.kafka.connect.twilio.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** The resources of the API over a world: who may ask, what is asked for, and the answer. Pure but for the world. */
final class TwilioApi {

    /** A status and a body of JSON. */
    record Answer(int status, byte[] body) {}

    private interface Content {
        void write(JsonGenerator json) throws IOException;
    }

    private static final JsonFactory JSON = new JsonFactory();
    private static final String ACCOUNTS = "/2010-04-01/Accounts";

    private final World world;

    TwilioApi(World world) {
        this.world = world;
    }

    Answer get(HttpUrl url, @Nullable String authorization, ListBehaviour behaviour, Instant now) {
        String path = url.encodedPath();
        Optional<SimulatedAccount> asking = world.accounts().stream()
                .filter(account ->
                        Credentials.basic(account.sid(), account.authToken()).equals(authorization))
                .filter(account -> account.status().equals("active"))
                .findFirst();
        if (asking.isEmpty()) {
            return error(401, 20003, "Authenticate");
        }
        if (path.equals(ACCOUNTS + ".json")) {
            return accounts(url);
        }
        List<String> segments = url.pathSegments();
        if (!path.startsWith(ACCOUNTS + "/") || segments.size() < 3) {
            return notFound(path);
        }
        String sid = segments.get(2).replaceAll("\\.json$", "");
        Optional<SimulatedAccount> account = world.account(sid).filter(found -> mayRead(asking.get(), found));
        if (account.isEmpty()) {
            return notFound(path);
        }
        if (segments.size() == 3) {
            return ok(json -> writeAccount(json, account.get()));
        }
        if (segments.size() == 4 && segments.get(3).equals("Calls.json")) {
            return calls(account.get(), new CallsQuery(url, behaviour.timeOfDayCounts()), behaviour, now);
        }
        if (segments.size() == 5 && segments.get(3).equals("Calls")) {
            return account.get()
                    .call(segments.get(4).replaceAll("\\.json$", ""))
                    .filter(call -> call.exists(now))
                    .map(call -> ok(json -> CallJson.write(json, call, now)))
                    .orElseGet(() -> notFound(path));
        }
        return notFound(path);
    }

    /** All calls as they stand, as the API would write them. */
    Answer truth(String accountSid, Instant now) {
        return ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("calls");
            for (SimulatedCall call : world.truth(accountSid, now)) {
                CallJson.write(json, call, now);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Answer error(int status, int code, String message) {
        return new Answer(status, body(json -> {
            json.writeStartObject();
            json.writeNumberField("code", code);
            json.writeStringField("message", message);
            json.writeStringField("more_info", "https://www.twilio.com/docs/errors/" + code);
            json.writeNumberField("status", status);
            json.writeEndObject();
        }));
    }

    private boolean mayRead(SimulatedAccount asking, SimulatedAccount account) {
        return asking == account || asking == world.mainAccount();
    }

    private static Answer notFound(String path) {
        return error(404, 20404, "The requested resource " + path + " was not found");
    }

    private Answer accounts(HttpUrl url) {
        String status = url.queryParameter("Status");
        return ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("accounts");
            for (SimulatedAccount account : world.accounts()) {
                if (status == null || status.equals(account.status())) {
                    writeAccount(json, account);
                }
            }
            json.writeEndArray();
            json.writeNullField("next_page_uri");
            json.writeEndObject();
        });
    }

    private void writeAccount(JsonGenerator json, SimulatedAccount account) throws IOException {
        json.writeStartObject();
        json.writeStringField("sid", account.sid());
        json.writeStringField("owner_account_sid", world.mainAccount().sid());
        json.writeStringField("status", account.status());
        json.writeStringField("type", "Full");
        json.writeStringField("friendly_name", "Simulated account");
        json.writeStringField("auth_token", account.authToken());
        json.writeStringField("date_created", CallJson.date(account.created()));
        json.writeStringField("date_updated", CallJson.date(account.created()));
        json.writeEndObject();
    }

    private static Answer calls(SimulatedAccount account, CallsQuery query, ListBehaviour behaviour, Instant now) {
        try {
            Optional<CallsList.Page> page = CallsList.page(account, query, behaviour.order(), now);
            if (page.isEmpty()) {
                return error(400, 20001, "Invalid PageToken");
            }
            List<SimulatedCall> calls = page.get().calls();
            return ok(json -> {
                json.writeStartObject();
                json.writeArrayFieldStart("calls");
                for (SimulatedCall call : calls) {
                    CallJson.write(json, call, now);
                }
                json.writeEndArray();
                int start = query.page() * query.pageSize();
                json.writeNumberField("page", query.page());
                json.writeNumberField("page_size", query.pageSize());
                json.writeNumberField("start", calls.isEmpty() ? 0 : start);
                json.writeNumberField("end", calls.isEmpty() ? 0 : start + calls.size() - 1);
                json.writeStringField("uri", query.self());
                json.writeStringField("first_page_uri", query.self());
                json.writeNullField("previous_page_uri");
                CallJson.text(
                        json,
                        "next_page_uri",
                        page.get().more()
                                ? query.next(calls.get(calls.size() - 1).sid())
                                : null);
                json.writeEndObject();
            });
        } catch (CallsQuery.BadParameterException e) {
            return error(400, 20001, e.getMessage());
        }
    }

    private static Answer ok(Content content) {
        return new Answer(200, body(content));
    }

    private static byte[] body(Content content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            content.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
