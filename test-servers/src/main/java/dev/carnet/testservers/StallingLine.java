package dev.carnet.testservers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A way to a server on this machine, on which one connection can be made to stall while others pass: what its client sends
 * is kept, also when the client has long hung up, until it is delivered.
 */
public final class StallingLine implements AutoCloseable {
    private final int target;
    private final ServerSocket listener;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final Object lock = new Object();
    private @Nullable String awaited;
    private boolean hangsUp;
    private @Nullable Way held;

    /** The way from one client's connection to the server. */
    private static final class Way {
        private final Socket server;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private volatile CompletableFuture<Boolean> answered = new CompletableFuture<>();

        Way(Socket server) {
            this.server = server;
        }
    }

    private StallingLine(int target, int port) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        run(this::accept);
    }

    /** Opens a line to a port of this machine. */
    public static StallingLine to(int port) throws IOException {
        return new StallingLine(port, 0);
    }

    /** Where clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Holds the next request in which a text stands, and all that follow on its connection. */
    public void holdNext(String text) {
        hold(text, false);
    }

    /** Does the same and hangs up on the client at once, which then knows of no timeout. */
    public void holdNextAndHangUp(String text) {
        hold(text, true);
    }

    private void hold(String text, boolean andHangUp) {
        synchronized (lock) {
            awaited = text;
            hangsUp = andHangUp;
            held = null;
        }
    }

    /** Whether a request has come that was to be held. */
    public boolean isHolding() {
        synchronized (lock) {
            return held != null;
        }
    }

    /** How many times something came from clients: requests, as far as each is sent at once and alone. */
    public int requests() {
        return requests.get();
    }

    public void forgetRequests() {
        requests.set(0);
    }

    /** Delivers what is held; returns when the server has answered it. */
    public void deliver() throws Exception {
        Way late;
        synchronized (lock) {
            late = held;
            held = null;
        }
        if (late == null) {
            throw new IllegalStateException("no request has come that was to be held");
        }
        late.server.getOutputStream().write(late.kept.toByteArray());
        late.answered.get(10, TimeUnit.SECONDS);
    }

    private static void run(Runnable work) {
        Thread thread = new Thread(work, "stalling line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.addAll(List.of(client, server));
                Way mine = new Way(server);
                run(() -> forth(client, mine));
                run(() -> back(client, mine));
            }
        } catch (IOException closed) {
            // It was closed: there is nothing more to accept.
        }
    }

    private void forth(Socket client, Way mine) {
        try {
            InputStream input = client.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                requests.incrementAndGet();
                if (!isHeld(mine, buffer, length)) {
                    mine.server.getOutputStream().write(buffer, 0, length);
                } else if (hangsUp) {
                    client.close();
                }
            }
            end(mine);
        } catch (IOException closed) {
            end(mine);
        }
    }

    private boolean isHeld(Way mine, byte[] buffer, int length) {
        synchronized (lock) {
            String text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            if (awaited != null && text.contains(awaited)) {
                awaited = null;
                held = mine;
                mine.answered = new CompletableFuture<>();
            }
            boolean isHeld = held == mine;
            if (isHeld) {
                mine.kept.write(buffer, 0, length);
            }
            return isHeld;
        }
    }

    /** A client that has hung up is told to the server, unless something of it is still on its way. */
    private void end(Way mine) {
        synchronized (lock) {
            if (held == mine) {
                return;
            }
        }
        close(mine.server);
    }

    private void back(Socket client, Way mine) {
        try {
            InputStream input = mine.server.getInputStream();
            byte[] buffer = new byte[1 << 16];
            for (int length = input.read(buffer); length >= 0; length = input.read(buffer)) {
                mine.answered.complete(true);
                if (!client.isClosed()) {
                    client.getOutputStream().write(buffer, 0, length);
                }
            }
        } catch (IOException closed) {
            // One of the two has hung up.
        } finally {
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new IllegalStateException("a socket does not close", e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(StallingLine::close);
    }
}
