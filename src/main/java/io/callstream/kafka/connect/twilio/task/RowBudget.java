package io.callstream.kafka.connect.twilio.task;

import io.callstream.kafka.connect.twilio.api.Priority;
import io.callstream.kafka.connect.twilio.window.SyncSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The rows that a task may hold at once, over all its accounts. A request reserves as many as it asks for; once its page
 * has been judged, the records that wait for Connect are held instead.
 *
 * <p>Current changes and the backfill have a budget each, so that no backfill delays a change. In each of them:
 *
 * <ul>
 *   <li>the account that holds the least is next; of several, the one whose latest turn is longest ago;
 *   <li>an account that holds some gets no more than it leaves free: one alone holds at most half, two a third each. So there
 *       is room for another account although these may hold theirs for long, as when their requests time out.
 * </ul>
 *
 * <p>There is no deadlock as long as Connect polls: whatever is held belongs to a request, which ends, or to records that
 * Connect will take; and when nothing is held, there is room for any request.
 */
final class RowBudget {

    /** Some 80 MB, and more than Connect can send in a second. */
    private static final int ROWS = 32_000;

    /** A request that waits for room. */
    private record Waiting(Share share, int rows, Consumer<Reservation> granted) {}

    private record Grant(Reservation reservation, Consumer<Reservation> granted) implements Runnable {
        @Override
        public void run() {
            granted.accept(reservation);
        }
    }

    private final Map<Priority, Integer> free = new EnumMap<>(Priority.class);
    private final Map<Priority, List<Waiting>> waiting = new EnumMap<>(Priority.class);
    private final Executor executor;
    private long turns;

    /**
     * @param rolling rows for current changes; at least what one request may ask for
     * @param backfill rows for the backfill; at least what one request may ask for
     * @param executor runs the requests that have waited for room
     */
    RowBudget(int rolling, int backfill, Executor executor) {
        free.put(Priority.ROLLING, rolling);
        free.put(Priority.BACKFILL, backfill);
        this.executor = executor;
    }

    /** The budget of a task: enough for one account alone to use all the requests that it may have in flight. */
    static RowBudget of(SyncSettings settings, Executor executor) {
        int ofOneAccount = AccountReader.maxPages(settings) * settings.pageSize();
        return new RowBudget(ROWS, Math.max(ROWS, 2 * ofOneAccount), executor);
    }

    /** The part of one account, without a row yet. */
    Share share() {
        return new Share();
    }

    /** What one account holds. */
    final class Share {

        private final Map<Priority, Integer> held = new EnumMap<>(Priority.class);

        /** Reservations of requests whose pages have not arrived. */
        private final Set<Reservation> requested = new HashSet<>();

        private boolean closed;
        private long latestTurn;

        private Share() {}

        /**
         * Reserves the rows of a request, now or when there is room.
         *
         * @param granted receives the reservation, on this thread or by the executor
         */
        void reserve(Priority priority, int rows, Consumer<Reservation> granted) {
            Waiting request = new Waiting(this, rows, granted);
            Optional<Grant> atOnce;
            synchronized (RowBudget.this) {
                boolean first = waiting(priority).isEmpty();
                if (!closed) {
                    waiting(priority).add(request);
                }
                atOnce = first ? next(priority) : Optional.empty();
            }
            atOnce.ifPresent(Grant::run);
            grantWaiting(priority);
        }

        /** Drops the requests that wait for room, and frees what those in flight have reserved: their pages are dropped. */
        void close() {
            synchronized (RowBudget.this) {
                closed = true;
                waiting.values().forEach(queue -> queue.removeIf(request -> request.share() == this));
                requested.forEach(reservation -> reservation.resize(0));
                requested.clear();
            }
            for (Priority priority : Priority.values()) {
                grantWaiting(priority);
            }
        }

        private int held(Priority priority) {
            return held.getOrDefault(priority, 0);
        }
    }

    /** Rows that an account holds. */
    final class Reservation {

        private final Share share;
        private final Priority priority;
        private int rows;

        private Reservation(Share share, Priority priority) {
            this.share = share;
            this.priority = priority;
        }

        /** The page has arrived, and so many of its records wait for Connect. */
        void waits(int records) {
            synchronized (RowBudget.this) {
                if (share.requested.remove(this)) {
                    resize(records);
                }
            }
            grantWaiting(priority);
        }

        /** The page holds nothing any more. */
        void release() {
            synchronized (RowBudget.this) {
                share.requested.remove(this);
                resize(0);
            }
            grantWaiting(priority);
        }

        private void resize(int newRows) {
            free.merge(priority, rows - newRows, Integer::sum);
            share.held.merge(priority, newRows - rows, Integer::sum);
            rows = newRows;
        }
    }

    private void grantWaiting(Priority priority) {
        for (Optional<Grant> grant = next(priority); grant.isPresent(); grant = next(priority)) {
            executor.execute(grant.get());
        }
    }

    private synchronized Optional<Grant> next(Priority priority) {
        return waiting(priority).stream()
                .min(Comparator.comparingInt(
                                (Waiting request) -> request.share().held(priority))
                        .thenComparingLong(request -> request.share().latestTurn))
                .filter(request -> request.share().held(priority) + request.rows() <= free.getOrDefault(priority, 0))
                .map(request -> {
                    waiting(priority).remove(request);
                    Reservation reservation = new Reservation(request.share(), priority);
                    reservation.resize(request.rows());
                    request.share().requested.add(reservation);
                    request.share().latestTurn = ++turns;
                    return new Grant(reservation, request.granted());
                });
    }

    private List<Waiting> waiting(Priority priority) {
        return waiting.computeIfAbsent(priority, none -> new ArrayList<>());
    }
}
