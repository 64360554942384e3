package io.callstream.kafka.connect.twilio.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/**
 * Sockets with {@code TCP_NODELAY}, as any real server has them. Without it the small last part of a response waits until
 * the client has acknowledged the part before it, which takes 40 ms in one response out of four.
 */
final class PromptSockets extends ServerSocketFactory {

    @Override
    public ServerSocket createServerSocket() throws IOException {
        return new ServerSocket() {
            @Override
            public Socket accept() throws IOException {
                Socket socket = super.accept();
                socket.setTcpNoDelay(true);
                return socket;
            }
        };
    }

    @Override
    public ServerSocket createServerSocket(int port) throws IOException {
        throw unsupported();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        throw unsupported();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        throw unsupported();
    }

    private static UnsupportedOperationException unsupported() {
        return new UnsupportedOperationException("MockWebServer creates sockets unbound");
    }
}
