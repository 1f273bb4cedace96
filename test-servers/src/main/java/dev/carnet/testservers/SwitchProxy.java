package dev.carnet.testservers;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * An address that leads to one server and, from some moment on, to another, as a virtual IP does in a failover. Connections that
 * are open stay where they are.
 */
public final class SwitchProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private volatile int target;

    private SwitchProxy(int target) throws IOException {
        this.target = target;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Starts one that leads to a port of this machine. */
    public static SwitchProxy to(int port) {
        try {
            return new SwitchProxy(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Leads new connections to another port. */
    public void switchTo(int port) {
        target = port;
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void start(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (SocketException closed) {
                        // One side has closed its connection, or the proxy ends.
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                "switch-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!listener.isClosed()) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            open.add(client);
            open.add(server);
            start(() -> pump(client, server));
            start(() -> pump(server, client));
        }
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            in.transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Closeable each : open) {
            each.close();
        }
    }
}
