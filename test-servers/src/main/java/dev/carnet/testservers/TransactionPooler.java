package dev.carnet.testservers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A proxy before a PostgreSQL server that lends one of a few server connections to a client for each transaction, in turn, and
 * knows nothing of prepared statements: as PgBouncer does before 1.21 with {@code pool_mode = transaction}. All clients have
 * to give the same user, database and parameters.
 */
public final class TransactionPooler implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final char PARSE = 'P';
    private static final char QUERY = 'Q';
    private static final char SYNC = 'S';
    private static final char TERMINATE = 'X';

    private final int serverPort;
    private final int servers;
    private final ServerSocket listener;
    private final BlockingQueue<PooledServer> idle = new LinkedBlockingQueue<>();
    private final List<Closeable> open = new CopyOnWriteArrayList<>();
    private final List<String> names = new CopyOnWriteArrayList<>();
    private final AtomicInteger clients = new AtomicInteger();
    private List<PostgresMessage> parameters = List.of();

    private TransactionPooler(int serverPort, int servers) throws IOException {
        this.serverPort = serverPort;
        this.servers = servers;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /**
     * Starts one.
     *
     * @param serverPort where the server is
     * @param servers how many server connections all clients share
     */
    public static TransactionPooler start(int serverPort, int servers) {
        try {
            return new TransactionPooler(serverPort, servers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** The names that clients have given to statements, each as often as it was given. */
    public List<String> names() {
        return List.copyOf(names);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "transaction-pooler");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                start(() -> serve(client));
            }
        } catch (SocketException closed) {
            // By close().
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(client.getOutputStream()));
            greet(in, out);
            relay(in, out);
        } catch (EOFException | SocketException gone) {
            // The client has closed its connection, or the proxy ends.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void greet(DataInputStream in, DataOutputStream out) throws IOException {
        PostgresMessage first = PostgresMessage.readFirst(in);
        while (first.number() == SSL_REQUEST || first.number() == GSS_REQUEST) {
            out.writeByte('N');
            out.flush();
            first = PostgresMessage.readFirst(in);
        }
        connect(first);
        PostgresMessage.of('R', 0, 0, 0, 0).write(out);
        for (PostgresMessage each : parameters) {
            each.write(out);
        }
        PostgresMessage.of('K', 0, 0, 0, clients.incrementAndGet(), 0, 0, 0, 0).write(out);
        PostgresMessage.of('Z', 'I').write(out);
        out.flush();
    }

    private synchronized void connect(PostgresMessage first) throws IOException {
        if (parameters.isEmpty()) {
            for (int i = 0; i < servers; i++) {
                PooledServer server = new PooledServer(serverPort, first);
                open.add(server);
                idle.add(server);
                parameters = server.parameters();
            }
        }
    }

    private void relay(DataInputStream in, DataOutputStream out) throws IOException, InterruptedException {
        @Nullable PooledServer lent = null;
        List<PostgresMessage> request = new ArrayList<>();
        while (true) {
            PostgresMessage message = PostgresMessage.read(in);
            if (message.type() == TERMINATE) {
                return;
            }
            if (message.type() == PARSE && !message.text().isEmpty()) {
                names.add(message.text());
            }
            request.add(message);
            if (message.type() == SYNC || message.type() == QUERY) {
                PooledServer server = lent == null ? idle.take() : lent;
                lent = server.exchange(request, out) ? null : server;
                if (lent == null) {
                    idle.add(server);
                }
                request.clear();
            }
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
