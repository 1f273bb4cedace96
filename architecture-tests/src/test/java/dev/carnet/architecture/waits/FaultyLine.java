package dev.carnet.architecture.waits;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A way to a server of this machine that fails as networks and hosts do. */
final class FaultyLine implements AutoCloseable {
    private static final int SHORT_MILLIS = 100;

    private final int target;
    private final ServerSocket door;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile boolean isSilent;
    private volatile boolean isDead;

    private FaultyLine(int target) throws IOException {
        this.target = target;
        door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        door.setSoTimeout(SHORT_MILLIS);
        start(this::accept);
    }

    static FaultyLine to(int target) {
        try {
            return new FaultyLine(target);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Connections break, and new ones are refused: the server's process has ended. */
    void refuse() throws IOException {
        door.close();
        for (Socket each : sockets) {
            each.close();
        }
    }

    /** Connections stay and new ones are accepted, but nothing is answered: the server's process hangs. */
    void fallSilent() {
        isSilent = true;
    }

    /** Connections stay, nothing is answered, not even the wish for a new connection: the host or the way to it is gone. */
    void die() throws IOException, InterruptedException {
        isSilent = true;
        isDead = true;
        Thread.sleep(Duration.ofMillis(3 * SHORT_MILLIS).toMillis());
        while (true) {
            Socket filling = new Socket();
            sockets.add(filling);
            try {
                filling.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 2 * SHORT_MILLIS);
            } catch (SocketTimeoutException full) {
                return;
            }
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
                    } catch (IOException closed) {
                        return; // The line or one of its ends was closed, which is what this is for.
                    }
                },
                "faulty line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (!isDead) {
            Socket client;
            try {
                client = door.accept();
            } catch (SocketTimeoutException nobody) {
                continue;
            }
            sockets.add(client);
            client.setTcpNoDelay(true);
            if (!isSilent) {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                server.setTcpNoDelay(true);
                sockets.add(server);
                start(() -> pump(client, server));
                start(() -> pump(server, client));
            }
        }
    }

    private void pump(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[1 << 16];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            if (!isSilent) {
                out.write(buffer, 0, length);
            }
        }
        to.close();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }
}
