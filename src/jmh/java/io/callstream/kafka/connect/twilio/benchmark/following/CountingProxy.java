package io.callstream.kafka.connect.twilio.benchmark.following;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy to a server of this machine that counts all bytes. */
final class CountingProxy implements AutoCloseable {

    private final ServerSocket listening;
    private final int port;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    CountingProxy(int port) throws IOException {
        this.port = port;
        this.listening = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    /** The bytes sent to the server. */
    long sent() {
        return sent.get();
    }

    /** The bytes received from the server. */
    long received() {
        return received.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            start(() -> pass(client.getInputStream(), server.getOutputStream(), sent));
            start(() -> pass(server.getInputStream(), client.getOutputStream(), received));
        }
    }

    /** Counts before it forwards, so that a received response is always counted. */
    private static void pass(InputStream from, OutputStream to, AtomicLong counter) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            counter.addAndGet(read);
            to.write(buffer, 0, read);
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // a connection or the proxy was closed
                    }
                },
                "counting-proxy");
        thread.setDaemon(true);
        thread.start();
    }
}
