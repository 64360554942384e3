package io.callstream.kafka.connect.twilio.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.kafka.connect.twilio.simulator.list.BadParameterException;
import io.callstream.kafka.connect.twilio.simulator.list.CallJson;
import io.callstream.kafka.connect.twilio.simulator.list.CallsList;
import io.callstream.kafka.connect.twilio.simulator.list.CallsQuery;
import io.callstream.kafka.connect.twilio.simulator.list.ListBehaviour;
import io.callstream.kafka.connect.twilio.simulator.list.PagePosition;
import io.callstream.kafka.connect.twilio.simulator.list.PagePosition.Anchor;
import io.callstream.kafka.connect.twilio.simulator.list.PageTokens;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedAccount;
import io.callstream.kafka.connect.twilio.simulator.world.SimulatedCall;
import io.callstream.kafka.connect.twilio.simulator.world.World;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * The resources of the API over a world: authentication, parameters and responses. Its only state is the world, the page
 * tokens that were issued and the cached pages.
 */
final class TwilioApi {

    private static final String ACCOUNTS = "/2010-04-01/Accounts";

    private final World world;
    private final PageTokens tokens = new PageTokens();
    private final RenderedPages rendered = new RenderedPages();

    TwilioApi(World world) {
        this.world = world;
    }

    /** Caches up to so many written pages. */
    void keepPages(int pages) {
        rendered.capacity(pages);
    }

    Response get(HttpUrl url, @Nullable String authorization, ListBehaviour behaviour, Instant now) {
        Optional<Caller> caller = Caller.authenticate(world, authorization);
        try {
            return caller.map(known -> get(url, known, behaviour, now)).orElseGet(TwilioApi::unauthorized);
        } catch (BadParameterException e) {
            return error(400, 20001, e.getMessage());
        }
    }

    private Response get(HttpUrl url, Caller caller, ListBehaviour behaviour, Instant now) {
        String path = url.encodedPath();
        if (path.equals(ACCOUNTS + ".json")) {
            return caller.mayReadAccounts() ? accounts(url, caller) : unauthorized();
        }
        List<String> segments = url.pathSegments();
        if (!path.startsWith(ACCOUNTS + "/") || segments.size() < 3) {
            return notFound(path);
        }
        Optional<SimulatedAccount> named = world.account(segments.get(2).replaceAll("\\.json$", ""));
        if (named.isEmpty()) {
            return notFound(path);
        }
        SimulatedAccount account = named.get();
        if (segments.size() == 3) {
            return caller.mayReadAccounts() && caller.mayRead(account, world)
                    ? ok(json -> writeAccount(json, account))
                    : caller.unreadable(path);
        }
        if (!caller.mayRead(account, world)) {
            return caller.unreadable(path);
        }
        if (!account.status().equals("active")) {
            return behaviour.suspendedIsUnauthorized() ? unauthorized() : error(403, 20005, "Account not active");
        }
        if (segments.size() == 4 && segments.get(3).equals("Calls.json")) {
            return calls(account, url, behaviour, now);
        }
        if (segments.size() == 5 && segments.get(3).equals("Calls")) {
            return account.call(segments.get(4).replaceAll("\\.json$", ""))
                    .filter(call -> call.exists(now))
                    .map(call -> ok(json -> CallJson.write(json, call, now)))
                    .orElseGet(() -> notFound(path));
        }
        return notFound(path);
    }

    /** The current state of all calls, as the API writes them. */
    Response truth(String accountSid, Instant now) {
        List<SimulatedCall> truth = world.truth(accountSid, now);
        return ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("calls");
            for (SimulatedCall call : truth) {
                CallJson.write(json, call, now);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Response texts(String name, List<String> texts) {
        return ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart(name);
            for (String text : texts) {
                json.writeString(text);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    static Response error(int status, int code, String message) {
        return new Response(status, json -> {
            json.writeStartObject();
            json.writeNumberField("code", code);
            json.writeStringField("message", message);
            json.writeStringField("more_info", "https://www.twilio.com/docs/errors/" + code);
            json.writeNumberField("status", status);
            json.writeEndObject();
        });
    }

    static Response unauthorized() {
        return error(401, 20003, "Authenticate");
    }

    static Response notFound(String path) {
        return error(404, 20404, "The requested resource " + path + " was not found");
    }

    private Response accounts(HttpUrl url, Caller caller) {
        PagePosition position = PagePosition.parse(url);
        String status = url.queryParameter("Status");
        List<SimulatedAccount> all = world.accounts().stream()
                .filter(account -> caller.mayRead(account, world))
                .filter(account -> status == null || status.equals(account.status()))
                .toList();
        int from = position.anchor()
                .map(beside ->
                        1 + all.stream().map(SimulatedAccount::sid).toList().indexOf(beside.sid()))
                .orElse(0);
        int to = Math.min(all.size(), from + position.size());
        List<SimulatedAccount> page = all.subList(from, to);
        return ok(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("accounts");
            for (SimulatedAccount account : page) {
                writeAccount(json, account);
            }
            json.writeEndArray();
            Optional<String> next = to < all.size()
                    ? Optional.of(position.after(all.get(to - 1).sid()).uri(url))
                    : Optional.empty();
            writePaging(json, url, position, page.size(), Optional.empty(), next);
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

    private Response calls(SimulatedAccount account, HttpUrl url, ListBehaviour behaviour, Instant now) {
        CallsQuery query = CallsQuery.parse(url, behaviour.timeOfDayCounts());
        PagePosition position = query.position();
        Optional<CallsList.Page> page = position.anchor()
                        .filter(anchor -> isRejected(account, anchor, behaviour, now))
                        .isPresent()
                ? Optional.empty()
                : CallsList.page(account, query, behaviour.order(), now);
        if (page.isEmpty()) {
            return error(400, 20001, "Invalid PageToken");
        }
        List<SimulatedCall> calls = page.get().calls();
        Optional<PagePosition> previous = position.page() > 0 && !calls.isEmpty()
                ? Optional.of(position.before(calls.get(0).sid()))
                : Optional.empty();
        Optional<PagePosition> next = page.get().more()
                ? Optional.of(position.after(calls.get(calls.size() - 1).sid()))
                : Optional.empty();
        previous.flatMap(PagePosition::anchor).ifPresent(anchor -> tokens.issue(anchor.sid(), now));
        next.flatMap(PagePosition::anchor).ifPresent(anchor -> tokens.issue(anchor.sid(), now));
        return rendered.of(
                url.toString(),
                page.get(),
                now,
                () -> ok(json -> {
                    json.writeStartObject();
                    json.writeArrayFieldStart("calls");
                    for (SimulatedCall call : calls) {
                        CallJson.write(json, call, now);
                    }
                    json.writeEndArray();
                    writePaging(
                            json,
                            url,
                            position,
                            calls.size(),
                            previous.map(found -> found.uri(url)),
                            next.map(found -> found.uri(url)));
                    json.writeEndObject();
                }));
    }

    private boolean isRejected(SimulatedAccount account, Anchor anchor, ListBehaviour behaviour, Instant now) {
        boolean expired = behaviour
                .tokensExpireAfter()
                .filter(age -> tokens.isOlder(anchor.sid(), age, now))
                .isPresent();
        boolean gone = !behaviour.deletedAnchorHolds()
                && account.call(anchor.sid()).filter(call -> !call.exists(now)).isPresent();
        return expired || gone;
    }

    private static void writePaging(
            JsonGenerator json,
            HttpUrl url,
            PagePosition position,
            int rows,
            Optional<String> previous,
            Optional<String> next)
            throws IOException {
        int start = position.page() * position.size();
        json.writeNumberField("page", position.page());
        json.writeNumberField("page_size", position.size());
        json.writeNumberField("start", rows == 0 ? 0 : start);
        json.writeNumberField("end", rows == 0 ? 0 : start + rows - 1);
        json.writeStringField("uri", position.uri(url));
        json.writeStringField(
                "first_page_uri", PagePosition.first(position.size()).uri(url));
        CallJson.text(json, "previous_page_uri", previous.orElse(null));
        CallJson.text(json, "next_page_uri", next.orElse(null));
    }

    private static Response ok(Response.Content content) {
        return new Response(200, content);
    }
}
