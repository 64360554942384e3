package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.CallsApi;
import io.callstream.kafka.connect.twilio.report.AccountObserver;

/**
 * An account as a source of records. It outlives a reader that fails: the next one starts from it again.
 *
 * @param account its SID
 * @param api reads its calls
 * @param offsets what Connect has stored of it
 * @param records converts its calls
 * @param observer reports what happens with it
 */
record AccountSource(
        String account, CallsApi api, StoredOffsets offsets, PageRecords records, AccountObserver observer) {}
