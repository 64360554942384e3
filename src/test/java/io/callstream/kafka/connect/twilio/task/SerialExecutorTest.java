package io.callstream.kafka.connect.twilio.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SerialExecutorTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final SerialExecutor executor = new SerialExecutor();
    private final List<String> ran = new ArrayList<>();

    @Test
    void runsAnActionOnTheCallersThreadIfIdle() {
        executor.execute(() -> ran.add(Thread.currentThread().getName()));
        assertThat(ran).containsExactly(Thread.currentThread().getName());
    }

    @Test
    void queuesActionsSubmittedByARunningOne() {
        executor.execute(() -> {
            executor.execute(() -> {
                executor.execute(() -> ran.add("third"));
                ran.add("second");
            });
            ran.add("first");
        });
        assertThat(ran).containsExactly("first", "second", "third");
    }

    @Test
    void runsOneActionAtATime() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger mostRunning = new AtomicInteger();
        int[] count = {0};
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> {
                for (int action = 0; action < 10_000; action++) {
                    executor.execute(() -> {
                        mostRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
                        count[0]++;
                        running.decrementAndGet();
                    });
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join(TIMEOUT.toMillis());
        }
        assertThat(mostRunning).hasValue(1);
        assertThat(count[0]).isEqualTo(40_000);
    }

    @Test
    void runsQueuedActionsAfterOneThatThrew() {
        assertThatThrownBy(() -> executor.execute(() -> {
                    executor.execute(() -> ran.add("queued"));
                    throw new IllegalStateException("failed");
                }))
                .hasMessage("failed");
        executor.execute(() -> ran.add("next"));
        assertThat(ran).containsExactly("queued", "next");
    }

    @Test
    void runsNothingOnceClosed() {
        executor.execute(() -> {
            executor.execute(() -> ran.add("queued"));
            executor.close();
            ran.add("running");
        });
        executor.execute(() -> ran.add("later"));
        assertThat(ran).containsExactly("running");
    }

    @Test
    void closeWaitsForTheRunningAction() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch proceed = new CountDownLatch(1);
        Thread runner = new Thread(() -> executor.execute(() -> {
            started.countDown();
            awaitUninterrupted(proceed);
            ran.add("finished");
        }));
        Thread closer = new Thread(() -> {
            executor.close();
            ran.add("closed");
        });
        runner.start();
        started.await();
        closer.start();
        await().atMost(TIMEOUT).until(() -> closer.getState() == Thread.State.BLOCKED);
        proceed.countDown();
        runner.join(TIMEOUT.toMillis());
        closer.join(TIMEOUT.toMillis());
        assertThat(ran).containsExactly("finished", "closed");
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
