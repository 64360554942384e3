package io.callstream.kafka.connect.twilio.preview;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.callstream.kafka.connect.twilio.preview.report.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/**
 * Reads a configuration from a file: as JSON if the file's name ends in {@code .json} (a REST API body, with or without the
 * connector's name), else as properties, which it reads like Connect.
 */
final class ConnectorFile {

    private ConnectorFile() {}

    /**
     * Reads a file.
     *
     * @throws InvalidConfigException if it cannot be read or is not a configuration; the message names the position but never
     *     quotes the text there, which may be a secret
     */
    static Map<String, String> read(Path file) throws InvalidConfigException {
        try (InputStream in = Files.newInputStream(file)) {
            return file.toString().endsWith(".json") ? json(in, file) : properties(in);
        } catch (NoSuchFileException e) {
            throw new InvalidConfigException(Problem.ofFile(file + ": no such file."));
        } catch (JsonProcessingException e) {
            throw new InvalidConfigException(Problem.ofFile(
                    file + ": invalid JSON at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + "."));
        } catch (IllegalArgumentException e) {
            throw new InvalidConfigException(
                    Problem.ofFile(file + ": invalid properties: a \\u must be followed by four hexadecimal digits."));
        } catch (IOException e) {
            throw new InvalidConfigException(Problem.ofFile(file + ": the file cannot be read ("
                    + e.getClass().getSimpleName() + "). Check that it is a file and that you may read it."));
        }
    }

    private static Map<String, String> properties(InputStream in) throws IOException {
        Properties properties = new Properties();
        properties.load(in);
        return properties.stringPropertyNames().stream().collect(Collectors.toMap(key -> key, properties::getProperty));
    }

    private static Map<String, String> json(InputStream in, Path file) throws IOException, InvalidConfigException {
        Map<String, String> config = new HashMap<>();
        try (JsonParser json = new JsonFactory().createParser(in)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new InvalidConfigException(Problem.ofFile(file + ": the file is not a JSON object."));
            }
            readObject(json, config);
        }
        return config;
    }

    private static void readObject(JsonParser json, Map<String, String> config)
            throws IOException, InvalidConfigException {
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (value == JsonToken.START_OBJECT && key.equals("config")) {
                readObject(json, config);
            } else if (value.isStructStart()) {
                throw new InvalidConfigException(
                        Problem.of(key, "The value must be a string. Put it in quotation marks."));
            } else if (value != JsonToken.VALUE_NULL) {
                config.put(key, json.getText());
            }
        }
    }
}
