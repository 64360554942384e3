package io.callstream.kafka.connect.twilio.api.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.callstream.kafka.connect.twilio.call.AccountsPage;
import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.call.ListedAccount;
import io.callstream.kafka.connect.twilio.call.PageCursor;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parses responses of the API in one pass over their tokens: without a tree, and without maps other than the two of a call.
 *
 * <p>Any bytes give either the requested value or a {@link MalformedPageException}; an {@link IOException} comes from the
 * stream only.
 *
 * <p>JSON does not define duplicate keys. A page whose rows or whose next page are given twice is malformed: the second, if
 * null, would end the list silently. Everywhere else the last value wins.
 */
public final class PageParser {

    /** The rows of a page, and the cursor of the next one. */
    public record Parsed(List<Call> calls, Optional<PageCursor> next, int skippedRows) {}

    /** The content of an error response; Twilio sometimes omits the code. */
    public record ApiError(Optional<String> code, String message) {}

    /** Bounds far beyond any genuine response, so that a hostile one cannot exhaust the worker. */
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxStringLength(1 << 20)
                    .maxNumberLength(1000)
                    .build())
            .build();

    private static final String NEXT_PAGE = "next_page_uri";

    private final CallReader callReader;
    private final boolean skipRowsWithoutSid;

    public PageParser(String accountSid, boolean skipRowsWithoutSid) {
        this.callReader = new CallReader(accountSid);
        this.skipRowsWithoutSid = skipRowsWithoutSid;
    }

    /** Parses a page of a list. */
    public Parsed page(InputStream body) throws IOException {
        return parse(body, this::page);
    }

    /** Parses one call. */
    public Parsed call(InputStream body) throws IOException {
        return parse(body, json -> {
            Optional<Call> call = callReader.read(json);
            return new Parsed(
                    List.of(call.orElseThrow(() -> MalformedPageException.garbled("its call has no sid"))),
                    Optional.empty(),
                    0);
        });
    }

    /** Parses the creation date of an account; empty if it has none. */
    public static Optional<Instant> accountCreated(InputStream body) throws IOException {
        return parse(body, json -> {
            Optional<Instant> created = Optional.empty();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                boolean isCreated = json.currentName().equals("date_created");
                if (json.nextToken() == JsonToken.VALUE_STRING && isCreated) {
                    created = TwilioDate.parse(json.getText());
                }
                json.skipChildren();
            }
            return created;
        });
    }

    /** Parses a page of the list of accounts. Keeps nothing else: the page also has the accounts' auth tokens. */
    public static AccountsPage accounts(InputStream body) throws IOException {
        return parse(body, json -> {
            List<ListedAccount> accounts = new ArrayList<>();
            Optional<PageCursor> next = Optional.empty();
            boolean hasAccounts = false;
            boolean hasNext = false;
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String key = json.currentName();
                JsonToken value = json.nextToken();
                if (key.equals("accounts") && value == JsonToken.START_ARRAY) {
                    hasAccounts = once(key, hasAccounts);
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        accounts.add(account(json));
                    }
                } else if (key.equals(NEXT_PAGE)) {
                    hasNext = once(key, hasNext);
                    next = nextPage(json, value);
                } else {
                    json.skipChildren();
                }
            }
            if (!hasAccounts) {
                throw MalformedPageException.garbled("it has no accounts");
            }
            return new AccountsPage(accounts, next);
        });
    }

    private static ListedAccount account(JsonParser json) throws IOException {
        String sid = "";
        String status = "";
        Optional<Instant> created = Optional.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            boolean text = json.nextToken() == JsonToken.VALUE_STRING;
            if (text && key.equals("sid")) {
                sid = json.getText();
            } else if (text && key.equals("status")) {
                status = json.getText();
            } else if (text && key.equals("date_created")) {
                created = TwilioDate.parse(json.getText());
            } else {
                json.skipChildren();
            }
        }
        if (sid.isEmpty()) {
            throw MalformedPageException.garbled("one of its accounts has no sid");
        }
        return new ListedAccount(sid, status, created);
    }

    /**
     * Parses an error response; empty if it is not Twilio's own. Twilio's repeats the status and has a message (captured
     * responses); a gateway's is HTML, or JSON without one of the two.
     */
    public static Optional<ApiError> error(InputStream body, int status) {
        try {
            return parse(body, json -> {
                Optional<String> code = Optional.empty();
                Optional<String> message = Optional.empty();
                boolean repeatsStatus = false;
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    JsonToken value = json.nextToken();
                    if (value.isScalarValue() && key.equals("code")) {
                        code = Optional.of(json.getText());
                    } else if (value.isScalarValue() && key.equals("message")) {
                        message = Optional.of(json.getText());
                    } else if (value.isScalarValue() && key.equals("status")) {
                        repeatsStatus = json.getText().equals(Integer.toString(status));
                    }
                    json.skipChildren();
                }
                Optional<String> said = repeatsStatus ? message : Optional.empty();
                Optional<String> itsCode = code;
                return said.map(text -> new ApiError(itsCode, text));
            });
        } catch (IOException | MalformedPageException e) {
            return Optional.empty(); // the status has to suffice
        }
    }

    private Parsed page(JsonParser json) throws IOException {
        List<Call> calls = new ArrayList<>();
        Optional<PageCursor> next = Optional.empty();
        int skipped = 0;
        boolean hasCalls = false;
        boolean hasNext = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (key.equals("calls")) {
                hasCalls = once(key, hasCalls);
                skipped += rows(json, calls);
            } else if (key.equals(NEXT_PAGE)) {
                hasNext = once(key, hasNext);
                next = nextPage(json, value);
            } else {
                json.skipChildren();
            }
        }
        if (!hasCalls) {
            throw MalformedPageException.garbled("it has no calls");
        }
        return new Parsed(calls, next, skipped);
    }

    /** Notes a key that a page may have only once. */
    private static boolean once(String key, boolean before) {
        if (before) {
            throw MalformedPageException.garbled("it has '" + key + "' twice");
        }
        return true;
    }

    /** Null, absent or empty ends the list; any other value that is not a string would lose the following pages. */
    private static Optional<PageCursor> nextPage(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        if (value != JsonToken.VALUE_STRING) {
            throw MalformedPageException.garbled("its " + NEXT_PAGE + " is not a string");
        }
        return Optional.of(json.getText()).filter(uri -> !uri.isEmpty()).map(PageCursor::new);
    }

    private int rows(JsonParser json, List<Call> calls) throws IOException {
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw MalformedPageException.garbled("its calls are not an array");
        }
        int skipped = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw MalformedPageException.garbled("one of its calls is not an object");
            }
            Optional<Call> call = callReader.read(json);
            if (call.isPresent()) {
                calls.add(call.get());
            } else if (skipRowsWithoutSid) {
                skipped++;
            } else {
                throw MalformedPageException.unusable("the row at position " + (calls.size() + skipped)
                        + " has no sid, so its call cannot be identified. To skip and count such rows, set"
                        + " malformed.row.mode=skip");
            }
        }
        return skipped;
    }

    private interface Body<T> {
        T read(JsonParser json) throws IOException;
    }

    private static <T> T parse(InputStream body, Body<T> reader) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw MalformedPageException.garbled("it is not a JSON object");
            }
            T result = reader.read(json);
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw MalformedPageException.garbled("it is truncated");
            }
            // Read to the end: otherwise, whether trailing content is noticed would depend on how the bytes arrive.
            if (json.nextToken() != null) {
                throw MalformedPageException.garbled("it has trailing content");
            }
            return result;
        } catch (JsonProcessingException e) {
            throw MalformedPageException.garbled("it is not valid JSON: " + e.getOriginalMessage(), e);
        } catch (CharConversionException e) {
            throw MalformedPageException.garbled("it is not valid text: " + e.getMessage(), e);
        }
    }
}
