package io.callstream.kafka.connect.twilio.stack;

import java.time.Duration;
import java.util.List;

/** Apicurio Registry, in memory, with Confluent's API. */
public final class SchemaRegistry implements AutoCloseable {

    private final String confluentUrl;
    private final ManagedProcess process;

    private SchemaRegistry(String confluentUrl, ManagedProcess process) {
        this.confluentUrl = confluentUrl;
        this.process = process;
    }

    static SchemaRegistry start(StackFiles files) {
        int port = FreePort.find();
        String url = "http://127.0.0.1:" + port + "/apis/ccompat/v7";
        ManagedProcess process = ManagedProcess.java(
                "registry",
                List.of(
                        "-Xmx512m",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        files.registryJar().toString()),
                files.run().resolve("registry.log"));
        Http http = new Http();
        process.await(() -> http.answers(url + "/subjects"), Duration.ofSeconds(90));
        return new SchemaRegistry(url, process);
    }

    /** It hangs, until {@link #goOn}: its schemas are in memory, so it cannot be killed and be the same again. */
    public void hang() {
        process.hang();
    }

    public void goOn() {
        process.goOn();
    }

    String confluentUrl() {
        return confluentUrl;
    }

    @Override
    public void close() {
        process.close();
    }
}
