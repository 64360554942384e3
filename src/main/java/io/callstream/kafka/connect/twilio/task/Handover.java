package io.callstream.kafka.connect.twilio.task;

import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;

/** What a reader hands to the thread that Connect polls on. */
sealed interface Handover {

    /**
     * The records of one page.
     *
     * @param taken to be run when the page has been handed to Connect: there is room for another
     */
    record Page(List<SourceRecord> records, Runnable taken) implements Handover {}

    /** The task cannot go on. */
    record Failure(ConnectException cause) implements Handover {}
}
