package io.callstream.kafka.connect.twilio.stack.monitoring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.rmi.UnmarshalException;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads all MBeans of a process over JMX. */
public final class JmxDump {

    private JmxDump() {}

    /** JVM options that open JMX to clients on this machine. */
    public static List<String> options(int port) {
        return List.of(
                "-Dcom.sun.management.jmxremote.port=" + port,
                "-Dcom.sun.management.jmxremote.rmi.port=" + port,
                "-Dcom.sun.management.jmxremote.host=127.0.0.1",
                "-Djava.rmi.server.hostname=127.0.0.1",
                "-Dcom.sun.management.jmxremote.authenticate=false",
                "-Dcom.sun.management.jmxremote.ssl=false");
    }

    /** A line for each attribute of each MBean. */
    public static String of(int port) {
        List<String> lines = new ArrayList<>();
        try (JMXConnector connector = JMXConnectorFactory.connect(
                new JMXServiceURL("service:jmx:rmi:///jndi/rmi://127.0.0.1:" + port + "/jmxrmi"))) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            for (ObjectName name : beans.queryNames(null, null)) {
                for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                    lines.add(name + " " + attribute.getName() + " = " + value(beans, name, attribute) + " ("
                            + attribute.getDescription() + ")");
                }
            }
        } catch (JMException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return String.join("\n", lines);
    }

    /** The value as text. Some of the JVM's attributes cannot be read, and some of Kafka's have classes that are missing here. */
    private static Object value(MBeanServerConnection beans, ObjectName name, MBeanAttributeInfo attribute)
            throws IOException {
        try {
            return beans.getAttribute(name, attribute.getName());
        } catch (JMException | RuntimeMBeanException | UnmarshalException e) {
            return e;
        }
    }
}
