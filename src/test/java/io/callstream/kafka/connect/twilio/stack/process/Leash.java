package io.callstream.kafka.connect.twilio.stack.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/**
 * Exits a Java process when its starter has ended, even by SIGKILL, after which no shutdown hook runs. It is a Java agent,
 * because an agent works with any program and leaves its class path and arguments unchanged.
 *
 * <p>The starter holds the other end of the process's standard input and never writes to it, so the input ends when the
 * starter does.
 */
final class Leash {

    private static final String CLASS_FILE = Leash.class.getName().replace('.', '/') + ".class";

    private Leash() {}

    /** Called by the JVM before the program's {@code main}. */
    public static void premain(String arguments) {
        Thread thread = new Thread(Leash::hold, "leash");
        thread.setDaemon(true);
        thread.start();
    }

    /** The option of {@code java} that loads this agent, from a jar with only this class. */
    static String option(Path directory) {
        Path jar = directory.resolve("leash.jar");
        if (!Files.exists(jar)) {
            write(jar);
        }
        return "-javaagent:" + jar.toAbsolutePath();
    }

    private static void hold() {
        try {
            while (System.in.read() >= 0) {
                // the starter does not write; input is ignored
            }
        } catch (IOException e) {
            System.err.println("The pipe to the starter is broken: " + e);
        }
        System.err.println("The process that started this one has ended: exiting.");
        Runtime.getRuntime().halt(1);
    }

    private static void write(Path jar) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", Leash.class.getName());
        try (InputStream code = Leash.class.getClassLoader().getResourceAsStream(CLASS_FILE);
                JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(CLASS_FILE));
            code.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + jar, e);
        }
    }
}
