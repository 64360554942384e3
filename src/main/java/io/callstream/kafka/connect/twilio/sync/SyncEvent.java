package io.callstream.kafka.connect.twilio.sync;

import io.callstream.kafka.connect.twilio.window.WindowId;
import java.time.Duration;
import java.time.Instant;

/** Something about the sync of an account that is worth telling a person. */
public sealed interface SyncEvent {

    /**
     * The backfill is known: so many windows are to be read.
     *
     * @param done windows of it that earlier runs completed
     */
    record BackfillPlanned(int windows, int done) implements SyncEvent {}

    /** Windows have a stored state that does not count, for it was stored with other filters: they are read anew. */
    record OtherFilters(int windows) implements SyncEvent {}

    /**
     * A backfill window is being read.
     *
     * @param resumed whether an earlier run had begun it: it goes on at its cursor
     */
    record WindowStarted(WindowId window, boolean resumed) implements SyncEvent {}

    /** A backfill window was read to its end. */
    record WindowCompleted(WindowId window, long rows, int windowsLeft) implements SyncEvent {}

    /** The API refused a window's cursor: it is read again from its first page. */
    record CursorRefused(WindowId window, String reason) implements SyncEvent {}

    /** A sweep of the rolling windows that an earlier run had to leave goes on at its cursor. */
    record SweepResumed(Duration depth, Instant horizon) implements SyncEvent {}

    /** A row told an older state of a call than the topic holds, so it was left out. */
    record StaleRow(String sid) implements SyncEvent {}

    /** The list does not run from newer to older: sweeps read it to its end. Told once. */
    record ListNotNewestFirst() implements SyncEvent {}
}
