package io.callstream.kafka.connect.twilio.benchmark.endtoend;

import io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling.CeilingConnector;
import io.callstream.kafka.connect.twilio.benchmark.endtoend.ceiling.CeilingTask;
import io.callstream.kafka.connect.twilio.stack.StackFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.connect.source.SourceConnector;

/** The connector's ZIP with an additional jar, of {@link CeilingConnector}, beside the code whose records it returns. */
final class PluginZip {

    private static final List<Class<?>> CLASSES = List.of(CeilingConnector.class, CeilingTask.class);

    private PluginZip() {}

    /** The same files with another ZIP. */
    static StackFiles withCeiling(StackFiles files) {
        Path zip = files.run().resolve("plugin-with-ceiling.zip");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(files.pluginZip()));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                out.putNextEntry(new ZipEntry(entry.getName()));
                in.transferTo(out);
            }
            out.putNextEntry(new ZipEntry("ceiling/lib/ceiling.jar"));
            out.write(jar());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot add to " + files.pluginZip(), e);
        }
        return new StackFiles(files.resolved(), zip, files.run());
    }

    private static byte[] jar() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Class<?> type : CLASSES) {
                String file = type.getName().replace('.', '/') + ".class";
                jar.putNextEntry(new ZipEntry(file));
                try (InputStream code = type.getClassLoader().getResourceAsStream(file)) {
                    code.transferTo(jar);
                }
            }
            jar.putNextEntry(new ZipEntry("META-INF/services/" + SourceConnector.class.getName()));
            jar.write(CeilingConnector.class.getName().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
