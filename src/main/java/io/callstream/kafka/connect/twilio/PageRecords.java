package io.callstream.kafka.connect.twilio;

import io.callstream.kafka.connect.twilio.offset.SourceOffset;
import io.callstream.kafka.connect.twilio.offset.SourcePartition;
import io.callstream.kafka.connect.twilio.record.CallRecordMapper;
import io.callstream.kafka.connect.twilio.record.Origin;
import io.callstream.kafka.connect.twilio.sync.model.Call;
import io.callstream.kafka.connect.twilio.sync.model.JudgedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.source.SourceRecord;

/** The records of a judged page: each carries the state as before the page, the last one the state after it. */
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
                page.requestId());
        Map<String, Object> before = SourceOffset.encode(page.before());
        Map<String, Object> after = SourceOffset.encode(page.after());
        List<Call> news = page.news();
        List<SourceRecord> records = new ArrayList<>(news.size());
        for (int i = 0; i < news.size(); i++) {
            records.add(mapper.map(news.get(i), origin, i < news.size() - 1 ? before : after));
        }
        return records;
    }
}
