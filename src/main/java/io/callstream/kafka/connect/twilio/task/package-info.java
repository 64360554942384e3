/**
 * A running task: one reader for each account, the queue from the readers to Connect, and the policy for accounts that
 * fail.
 *
 * <p>Threads, timers and the lifecycle live here. {@code sync} decides what to request and which rows are changes.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.task;

import org.jspecify.annotations.NullMarked;
