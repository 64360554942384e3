package io.callstream.kafka.connect.twilio.stack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Finds a free port of this machine. */
public final class FreePort {

    private FreePort() {}

    /** A free port with this machine's address before it. */
    public static String address() {
        return "127.0.0.1:" + find();
    }

    public static int find() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
