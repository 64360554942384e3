package io.callstream.kafka.connect.twilio.stack.container;

import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.util.List;
import org.testcontainers.containers.Network;

/**
 * The registry of a stack of containers: Apicurio's from the jars that the build resolved, or Confluent's image in
 * {@code stack.registry.image}.
 */
record RegistryImage(String confluentImage) {

    static final int PORT = 8081;

    static RegistryImage fromBuild() {
        return new RegistryImage(System.getProperty("stack.registry.image", ""));
    }

    /** The URL of its Confluent API, on a host. */
    String url(String host) {
        return "http://" + host + ":" + PORT + (isConfluent() ? "" : "/apis/ccompat/v7");
    }

    JavaContainer container(Network network, String name, StackFiles files, String bootstrapServers) {
        if (isConfluent()) {
            return new JavaContainer(confluentImage, network, name)
                    .environment("SCHEMA_REGISTRY_HOST_NAME", name)
                    .environment("SCHEMA_REGISTRY_LISTENERS", "http://0.0.0.0:" + PORT)
                    .environment("SCHEMA_REGISTRY_KAFKASTORE_BOOTSTRAP_SERVERS", "PLAINTEXT://" + bootstrapServers);
        }
        return new JavaContainer(network, name)
                .mount(files.folder("registry"), "/opt/libs")
                .command(List.of(
                        "java",
                        "-Xmx512m",
                        "-Dquarkus.http.host=0.0.0.0",
                        "-Dquarkus.http.port=" + PORT,
                        "-jar",
                        "/opt/libs/" + files.registryJar().getFileName()));
    }

    private boolean isConfluent() {
        return !confluentImage.isEmpty();
    }
}
