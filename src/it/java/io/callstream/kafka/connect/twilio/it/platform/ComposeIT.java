package io.callstream.kafka.connect.twilio.it.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.kafka.connect.twilio.stack.container.Docker;
import io.callstream.kafka.connect.twilio.stack.process.FreePort;
import io.callstream.kafka.connect.twilio.stack.Recipe;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The recipe of docs/install.md for containers, from its first command to its last. */
class ComposeIT {

    private static final Path PROJECT = Path.of("").toAbsolutePath();

    @BeforeAll
    static void needDocker() {
        Docker.require();
    }

    @Test
    void recipeEndsWithRecordsAndTheirSchema() {
        String local = System.getProperty("stack.jre.image", "");
        Map<String, String> environment = new HashMap<>(Map.of("COMPOSE_PROJECT_NAME", "callstream-compose-it"));
        Map<String, String> replacements = new LinkedHashMap<>();
        // the build that runs this test has done so
        replacements.put("mvn -B -DskipTests verify\n", "");
        String files = " -f config/compose/compose.yaml";
        if (local.endsWith(":local")) {
            for (String image : new String[] {"KAFKA_IMAGE", "REGISTRY_IMAGE", "JRE_IMAGE"}) {
                environment.put(image, local);
            }
            files += " -f src/test/resources/compose/local.yaml";
        }
        replacements.put("docker compose -f config/compose/compose.yaml", Docker.compose() + files);
        for (String port : new String[] {"8083 CONNECT_PORT", "8081 REGISTRY_PORT"}) {
            String[] words = port.split(" ");
            String free = Integer.toString(FreePort.find());
            replacements.put("localhost:" + words[0], "localhost:" + free);
            environment.put(words[1], free);
        }
        environment.put("KAFKA_PORT", Integer.toString(FreePort.find()));
        environment.put("TWILIO_PORT", Integer.toString(FreePort.find()));
        // a recipe that fails stops its containers, too
        Recipe recipe = new Recipe(Path.of("docs/install.md"), "compose")
                .andAtTheEnd(Docker.compose() + files + " logs --tail=20; " + Docker.compose() + files + " down -v");

        String printed = recipe.run(PROJECT, replacements, environment);

        assertThat(printed.lines().filter(line -> line.matches("CA[0-9a-f]{32}")))
                .hasSize(10);
        assertThat(printed).contains("io.callstream.twilio");
    }
}
