package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.window.WindowId;
import java.time.Duration;
import java.time.Instant;

/** An event of an account's sync that the log reports. */
public sealed interface SyncEvent {

    /**
     * The backfill was divided into windows.
     *
     * @param done windows that earlier runs completed
     */
    record BackfillPlanned(int windows, int done) implements SyncEvent {}

    /** The stored state of windows was ignored, because it was stored under other filters: they are read again. */
    record OtherFilters(int windows) implements SyncEvent {}

    /**
     * Stored times that no clock has reached were ignored: their windows are read again from an earlier time.
     *
     * @param latest the latest time that a clock shows
     */
    record OffsetsAhead(Instant latest) implements SyncEvent {}

    /**
     * Reading of a backfill window starts.
     *
     * @param resumed whether an earlier run began it, so that it resumes at its cursor
     */
    record WindowStarted(WindowId window, boolean resumed) implements SyncEvent {}

    /** A backfill window was read to its end. */
    record WindowCompleted(WindowId window, long rows, int windowsLeft) implements SyncEvent {}

    /** The API rejected a window's cursor: the window is read again from its first page. */
    record CursorRejected(WindowId window, String reason) implements SyncEvent {}

    /** A sweep of the rolling windows that an earlier run began resumes at its cursor. */
    record SweepResumed(Duration depth, Instant horizon) implements SyncEvent {}

    /** A row was skipped, because it shows an older state of a call than the topic holds. */
    record StaleRow(String sid) implements SyncEvent {}

    /** The list does not run from newer to older, so sweeps read it to its end. Reported once. */
    record ListNotNewestFirst() implements SyncEvent {}
}
