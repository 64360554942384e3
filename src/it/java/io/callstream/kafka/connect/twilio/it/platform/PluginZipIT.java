package io.callstream.kafka.connect.twilio.it.platform;

import io.callstream.kafka.connect.twilio.TwilioCallsSourceConnector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** The contents of the plugin ZIP. A worker brings Kafka, logging and converters itself, so the ZIP must not. */
class PluginZipIT {

    private static final Path ZIP = Path.of(System.getProperty("plugin.zip"));

    @Test
    void containsNoWorkerClassAndNoDuplicate() throws IOException {
        Set<String> classes = new HashSet<>();
        List<String> twice = new ArrayList<>();
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            for (ZipEntry entry : entries(zip)) {
                if (entry.getName().endsWith(".jar")) {
                    for (String name : classesOf(zip.getInputStream(entry))) {
                        if (!classes.add(name)) {
                            twice.add(name);
                        }
                    }
                }
            }
        }
        assertThat(classes).contains("io/callstream/kafka/connect/twilio/TwilioCallsSourceConnector.class");
        assertThat(twice).isEmpty();
        assertThat(classes)
                .noneMatch(name -> name.startsWith("org/apache/kafka/")
                        || name.startsWith("org/slf4j/")
                        || name.startsWith("org/jspecify/")
                        || name.startsWith("org/apache/avro/")
                        || name.startsWith("org/apache/logging/")
                        || name.startsWith("ch/qos/")
                        || name.startsWith("io/confluent/"));
    }

    @Test
    void hasTheLayoutOfAConfluentHubComponent() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            String top = ZIP.getFileName().toString().replaceAll("\\.zip$", "");
            List<String> names = entries(zip).stream().map(ZipEntry::getName).toList();
            assertThat(names).allMatch(name -> name.startsWith(top + "/"));
            assertThat(names)
                    .contains(
                            top + "/manifest.json",
                            top + "/doc/README.md",
                            top + "/doc/LICENSE",
                            top + "/etc/twilio-calls.json",
                            top + "/assets/logo.svg");

            JsonNode manifest = new ObjectMapper().readTree(zip.getInputStream(zip.getEntry(top + "/manifest.json")));
            assertThat(manifest.path("name").asText()).isEqualTo("kafka-connect-twilio-calls");
            assertThat(top)
                    .isEqualTo("callstream-" + manifest.path("name").asText() + "-"
                            + manifest.path("version").asText());
            assertThat(manifest.toString()).doesNotContain("${");
        }
    }

    @Test
    void billOfMaterialsListsItsJars() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            String top = ZIP.getFileName().toString().replaceAll("\\.zip$", "");
            ZipEntry bill = zip.getEntry(top + "/doc/sbom.cdx.json");
            assumeThat(bill == null && "offline=true".equals(System.getProperty("build.mode")))
                    .as("built offline, where no bill of materials is written")
                    .isFalse();
            assertThat(bill).as("doc/sbom.cdx.json").isNotNull();
            JsonNode sbom = new ObjectMapper().readTree(zip.getInputStream(bill));
            assertThat(sbom.path("bomFormat").asText()).isEqualTo("CycloneDX");

            Map<String, String> dependencies = new HashMap<>();
            sbom.path("components").forEach(component -> dependencies.put(jar(component), sha256(component)));
            Map<String, String> jars = new HashMap<>();
            for (ZipEntry entry : entries(zip)) {
                if (entry.getName().startsWith(top + "/lib/") && !entry.isDirectory()) {
                    jars.put(entry.getName().substring((top + "/lib/").length()), sha256(zip.getInputStream(entry)));
                }
            }
            assertThat(jars.remove(jar(sbom.path("metadata").path("component"))))
                    .as("the connector's own jar")
                    .isNotNull();
            assertThat(dependencies).isEqualTo(jars);
            assertThat(sbom.has("serialNumber") || sbom.path("metadata").has("timestamp"))
                    .as("fields that differ from one build to the next")
                    .isFalse();
        }
    }

    @Test
    void declaresTheConnectorForTheServiceLoader() throws IOException {
        try (ZipFile zip = new ZipFile(ZIP.toFile())) {
            ZipEntry jar = entries(zip).stream()
                    .filter(entry -> entry.getName().matches(".*/lib/kafka-connect-twilio-calls-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
            assertThat(read(
                            zip.getInputStream(jar),
                            "META-INF/services/org.apache.kafka.connect.source.SourceConnector"))
                    .isEqualToIgnoringNewLines(TwilioCallsSourceConnector.class.getName());
        }
    }

    private static String jar(JsonNode component) {
        return component.path("name").asText() + "-" + component.path("version").asText() + ".jar";
    }

    private static String sha256(JsonNode component) {
        for (JsonNode hash : component.path("hashes")) {
            if (hash.path("alg").asText().equals("SHA-256")) {
                return hash.path("content").asText();
            }
        }
        throw new AssertionError(jar(component) + " has no SHA-256");
    }

    private static String sha256(InputStream jar) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar.readAllBytes()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static List<ZipEntry> entries(ZipFile zip) {
        return zip.stream().<ZipEntry>map(entry -> entry).toList();
    }

    private static List<String> classesOf(InputStream jar) throws IOException {
        List<String> classes = new ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(jar)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                boolean shared = entry.getName().endsWith("module-info.class")
                        || entry.getName().startsWith("META-INF/");
                if (entry.getName().endsWith(".class") && !shared) {
                    classes.add(entry.getName());
                }
            }
        }
        return classes;
    }

    private static String read(InputStream jar, String name) throws IOException {
        try (ZipInputStream in = new ZipInputStream(jar)) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
        }
        throw new IOException(name + " is missing");
    }
}
