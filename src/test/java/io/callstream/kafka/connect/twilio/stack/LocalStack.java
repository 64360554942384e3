package io.callstream.kafka.connect.twilio.stack;

import java.util.ArrayDeque;
import java.util.Deque;

/** Broker, registry and worker as processes of this machine. */
public final class LocalStack implements AutoCloseable {

    private final StackFiles files;
    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final KafkaBroker broker;
    private final SchemaRegistry registry;
    private final ConnectWorker worker;

    private LocalStack(StackFiles files) throws Exception {
        this.files = files;
        try {
            this.broker = run(KafkaBroker.start(files));
            this.registry = run(SchemaRegistry.start(files));
            this.worker = run(ConnectWorker.start(files, broker.bootstrapServers(), registry.confluentUrl()));
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    /** Starts all, one after the other. */
    public static LocalStack start(StackFiles files) throws Exception {
        return new LocalStack(files);
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** The registry's Confluent API. */
    public String registryUrl() {
        return registry.confluentUrl();
    }

    public KafkaBroker broker() {
        return broker;
    }

    public SchemaRegistry registry() {
        return registry;
    }

    public ConnectWorker worker() {
        return worker;
    }

    public StackFiles files() {
        return files;
    }

    /** Ends all, the last started first. */
    @Override
    public void close() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }

    private <T extends AutoCloseable> T run(T part) {
        running.push(part);
        return part;
    }
}
