package io.callstream.kafka.connect.twilio.task;

import java.util.List;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;

/** An entry of the queue from the readers to the thread on which Connect polls. */
sealed interface Handover {

    /**
     * The records of one page.
     *
     * @param taken to be run when Connect has taken the page, which frees capacity for another
     */
    record Page(List<SourceRecord> records, Runnable taken) implements Handover {}

    /** The task fails. */
    record Failure(ConnectException cause) implements Handover {}
}
