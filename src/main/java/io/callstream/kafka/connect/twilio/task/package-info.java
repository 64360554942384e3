/**
 * A running task: one reader for each account, the queue from the readers to Connect, and what happens when an account
 * fails.
 *
 * <p>Threads, timers and the lifecycle live here. What to ask for and what is a change is decided in {@code sync}.
 */
@NullMarked
package io.callstream.kafka.connect.twilio.task;

import org.jspecify.annotations.NullMarked;
