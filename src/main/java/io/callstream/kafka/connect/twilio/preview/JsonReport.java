package io.callstream.kafka.connect.twilio.preview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** A report for machines. Its keys stay; more may come. */
final class JsonReport {

    /** Writes what stands within an object. */
    private interface Contents<T> {
        void write(JsonGenerator json, T value) throws IOException;
    }

    private JsonReport() {}

    static String of(Report report) {
        return document(report, JsonReport::writeReport);
    }

    /** A configuration that is refused, before any account could be looked at. */
    static String ofProblems(List<Problem> problems) {
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
        writeEstimate(json, report.estimate());
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

    private static void writeEstimate(JsonGenerator json, Estimate estimate) throws IOException {
        json.writeObjectFieldStart("backfill");
        quantity(json, "calls", estimate.calls());
        quantity(json, "requests", estimate.backfillRequests());
        json.writeNumberField("seconds", estimate.backfillTime().toSeconds());
        json.writeEndObject();
        json.writeObjectFieldStart("following");
        json.writeNumberField("callsPerDay", Math.round(estimate.callsPerDay()));
        json.writeNumberField("requestsPerDay", estimate.requestsPerDay());
        json.writeEndObject();
        json.writeObjectFieldStart("memory");
        json.writeNumberField("trackedCalls", estimate.trackedCalls());
        json.writeNumberField("bytes", estimate.memory());
        json.writeNumberField("bytesPerTask", estimate.memoryOfTask());
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
            throw new UncheckedIOException("a text in memory does not fail", e);
        }
        return text.toString();
    }
}
