package io.callstream.kafka.connect.twilio.benchmark.endtoend.measure;

import com.sun.management.GarbageCollectionNotificationInfo;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.NotificationEmitter;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** The JVM of another process, observed over JMX: its heap, its threads and its MBeans. */
public final class WatchedJvm implements AutoCloseable {

    /**
     * Options for a heap that is allocated at the start. A growing heap gets its memory page by page, and releases it after a
     * collection; on a virtual machine that takes longer than the measured work.
     */
    public static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    private final JMXConnector connector;
    private final MBeanServerConnection server;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;
    private final Set<String> heapPools;
    private final AtomicLong peakAfterGc = new AtomicLong();

    private WatchedJvm(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.server = connector.getMBeanServerConnection();
        this.memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        this.threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
        this.heapPools = ManagementFactory.getPlatformMXBeans(server, MemoryPoolMXBean.class).stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        for (GarbageCollectorMXBean collector :
                ManagementFactory.getPlatformMXBeans(server, GarbageCollectorMXBean.class)) {
            ((NotificationEmitter) collector)
                    .addNotificationListener(
                            (notification, handback) ->
                                    collected(GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())),
                            null,
                            null);
        }
    }

    /** A port for {@link #options} and {@link #connect}. */
    public static int port() {
        return FreePort.find();
    }

    /** JVM options that open JMX to processes of this machine. */
    public static List<String> options(int port) {
        return List.of(
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false");
    }

    public static WatchedJvm connect(int port) {
        try {
            return new WatchedJvm(JMXConnectorFactory.connect(
                    new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Collects all garbage, and resets the peak. */
    public void tidyUp() {
        memory.gc();
        peakAfterGc.set(0);
    }

    /** The most heap after a garbage collection since {@link #tidyUp}, or 0 without a collection. */
    public double peakAfterGcMib() {
        return mib(peakAfterGc.get());
    }

    /** The heap in use after a garbage collection. */
    public double liveMib() {
        memory.gc();
        return mib(memory.getHeapMemoryUsage().getUsed());
    }

    /** A thread's id by its name; empty if there is no such thread. */
    Optional<Long> threadId(String name) {
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().equals(name))
                .map(ThreadInfo::getThreadId)
                .findFirst();
    }

    /** The current stack of a thread; empty if it has ended. */
    Stream<StackTraceElement> stack(long threadId) {
        return Stream.ofNullable(threads.getThreadInfo(threadId, Integer.MAX_VALUE))
                .flatMap(thread -> Arrays.stream(thread.getStackTrace()));
    }

    ThreadMXBean threads() {
        return threads;
    }

    /** An attribute of the MBean that a pattern matches; empty if there is none. */
    Optional<Object> attribute(String pattern, String attribute) {
        try {
            for (ObjectName name : server.queryNames(new ObjectName(pattern), null)) {
                return Optional.of(server.getAttribute(name, attribute));
            }
            return Optional.empty();
        } catch (JMException | RuntimeMBeanException e) {
            return Optional.empty(); // removed meanwhile, or without a value yet
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            System.err.println("Closing a JMX connection failed: " + e);
        }
    }

    private void collected(GarbageCollectionNotificationInfo collection) {
        Map<String, MemoryUsage> after = collection.getGcInfo().getMemoryUsageAfterGc();
        long used = heapPools.stream().mapToLong(pool -> after.get(pool).getUsed()).sum();
        peakAfterGc.accumulateAndGet(used, Math::max);
    }

    private static double mib(long bytes) {
        return bytes / (1024.0 * 1024.0);
    }
}
