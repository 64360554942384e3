package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.call.Call;
import io.callstream.kafka.connect.twilio.offset.SourcePartition;
import io.callstream.kafka.connect.twilio.offset.WindowStateCodec;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.record.Origin;
import io.callstream.kafka.connect.twilio.window.JudgedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/**
 * Converts a judged page into records, tombstones last. Each record carries the state before the page as its offset, the
 * last one the state after it.
 */
final class PageRecords {

    private static final String BACKFILL = "backfill";
    private static final String ROLLING = "rolling";

    private final String accountSid;
    private final String topic;
    private final CallRecordMapper mapper;

    PageRecords(String accountSid, String topic, CallRecordMapper mapper) {
        this.accountSid = accountSid;
        this.topic = topic;
        this.mapper = mapper;
    }

    List<SourceRecord> of(JudgedPage page) {
        Origin origin = new Origin(
                topic,
                new SourcePartition(accountSid, page.window()).toMap(),
                page.window().isBackfill() ? BACKFILL : ROLLING,
                page.requestId(),
                page.after().saved());
        Map<String, Object> before = WindowStateCodec.encode(page.before());
        Map<String, Object> after = WindowStateCodec.encode(page.after());
        int last = page.changes().size() + page.deleted().size() - 1;
        List<SourceRecord> records = new ArrayList<>(last + 1);
        for (Call call : page.changes()) {
            records.add(mapper.map(call, origin, records.size() < last ? before : after));
        }
        for (String sid : page.deleted()) {
            records.add(mapper.tombstone(sid, origin, records.size() < last ? before : after));
        }
        return records;
    }
}
