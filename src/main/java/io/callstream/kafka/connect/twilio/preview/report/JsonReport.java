package io.callstream.kafka.connect.twilio.preview.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.callstream.kafka.connect.twilio.preview.sample.AccountSample;
import io.callstream.kafka.connect.twilio.preview.sample.Quantity;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes a report as JSON. Its keys do not change; new ones may be added. */
public final class JsonReport {

    /** Writes the fields of an object. */
    private interface Contents<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    private JsonReport() {}

    /** The report as one JSON object. */
    public static String of(Report report) {
        return document(report, JsonReport::writeReport);
    }

    /** An invalid configuration, before any account was sampled. */
    public static String ofProblems(List<Problem> problems) {
        return document(problems, JsonReport::writeProblems);
    }

    private static void writeReport(JsonGenerator json, Report report) throws IOException {
        writeProblems(json, report.problems());
        json.writeStringField("url", report.url());
        array(json, "accounts", report.accounts(), JsonReport::writeAccount);
        array(json, "unread", report.unread(), (unread, account) -> {
            unread.writeStringField("sid", account.sid());
            unread.writeStringField("reason", account.reason());
        });
        writeBackfill(json, report.estimate().backfill());
        writeFollowing(json, report.estimate().following());
        writeMemory(json, report.estimate().memory());
        array(json, "advice", report.advice(), (consider, advice) -> {
            consider.writeStringField("key", advice.key());
            consider.writeStringField("text", advice.text());
        });
        json.writeNumberField("requests", report.requests());
    }

    private static void writeProblems(JsonGenerator json, List<Problem> problems) throws IOException {
        json.writeBooleanField("good", problems.isEmpty());
        array(json, "problems", problems, (found, problem) -> {
            if (problem.key().isPresent()) {
                found.writeStringField("key", problem.key().get());
            }
            found.writeStringField("message", problem.message());
        });
    }

    private static void writeAccount(JsonGenerator json, AccountSample account) throws IOException {
        json.writeStringField("sid", account.sid());
        if (account.since().isPresent()) {
            json.writeStringField("since", account.since().get().toString());
        }
        quantity(json, "calls", account.backfill());
        json.writeNumberField("callsPerDay", Math.round(account.callsPerDay()));
        json.writeNumberField("pageMillis", account.pageTime().toMillis());
        json.writeBooleanField("hasGuessedDays", account.hasGuessedDays());
    }

    private static void writeBackfill(JsonGenerator json, Estimate.Backfill backfill) throws IOException {
        json.writeObjectFieldStart("backfill");
        quantity(json, "calls", backfill.calls());
        quantity(json, "requests", backfill.requests());
        json.writeNumberField("seconds", backfill.time().toSeconds());
        json.writeEndObject();
    }

    private static void writeFollowing(JsonGenerator json, Estimate.Following following) throws IOException {
        json.writeObjectFieldStart("following");
        json.writeNumberField("callsPerDay", Math.round(following.callsPerDay()));
        json.writeNumberField("requestsPerDay", following.requestsPerDay());
        json.writeEndObject();
    }

    private static void writeMemory(JsonGenerator json, Estimate.Memory memory) throws IOException {
        json.writeObjectFieldStart("memory");
        json.writeNumberField("trackedCalls", memory.trackedCalls());
        json.writeNumberField("bytes", memory.bytes());
        json.writeNumberField("bytesPerTask", memory.bytesPerTask());
        json.writeEndObject();
    }

    private static void quantity(JsonGenerator json, String name, Quantity quantity) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("estimate", Math.round(quantity.value()));
        json.writeNumberField("low", (long) Math.floor(quantity.low()));
        json.writeNumberField("high", (long) Math.ceil(quantity.high()));
        json.writeEndObject();
    }

    private static <T> void array(JsonGenerator json, String name, List<T> values, Contents<T> contents)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (T value : values) {
            json.writeStartObject();
            contents.write(json, value);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static <T> String document(T value, Contents<T> contents) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            contents.write(json, value);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
