package io.callstream.kafka.connect.twilio.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;

/**
 * Sockets whose last bytes are sent at once, as any real server sends them. Without that a small rest of an answer waits
 * until the client has acknowledged what came before, which it does after 40 ms, in one answer out of four.
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
        throw bindsItself();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog) throws IOException {
        throw bindsItself();
    }

    @Override
    public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
        throw bindsItself();
    }

    private static UnsupportedOperationException bindsItself() {
        return new UnsupportedOperationException("MockWebServer makes a socket first, and binds it then");
    }
}
