package io.callstream.kafka.connect.twilio.stack.process;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import io.callstream.kafka.connect.twilio.stack.client.Http;
import java.time.Duration;
import java.util.List;

/** An Apicurio Registry, in memory, with Confluent's API. */
public final class SchemaRegistry implements AutoCloseable {

    private final StackFiles files;
    private final int port;
    private final Http http = new Http();
    private ManagedProcess process;

    private SchemaRegistry(StackFiles files, int port) {
        this.files = files;
        this.port = port;
        this.process = launch();
    }

    static SchemaRegistry start(StackFiles files) {
        return new SchemaRegistry(files, FreePort.find());
    }

    private ManagedProcess launch() {
        ManagedProcess started = ManagedProcess.java(
                "registry",
                List.of(
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        files.registryJar().toString()),
                files.run().resolve("registry.log"));
        started.await(() -> http.responds(confluentUrl() + "/subjects"), Duration.ofSeconds(90));
        return started;
    }

    /** Kills it; its port is closed until {@link #restart}. */
    public void killHard() {
        process.killHard();
    }

    /** Restarts it empty, since schemas are in memory. Schemas registered in the same order get the same ids. */
    public void restart() {
        process = launch();
    }

    /** Makes it hang with open connections, until {@link #resume}. */
    public void hang() {
        process.hang();
    }

    public void resume() {
        process.resume();
    }

    String confluentUrl() {
        return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
    }

    @Override
    public void close() {
        process.close();
    }
}
