package dev.carnet.testservers;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A connection to a PostgreSQL server that asks for no password, as {@link TransactionPooler} keeps it for its clients. */
final class PooledServer implements Closeable {
    private static final char READY = 'Z';
    private static final char PARAMETER = 'S';
    private static final byte IDLE = 'I';

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private final List<PostgresMessage> parameters = new ArrayList<>();

    /**
     * Connects.
     *
     * @param first what a client says first
     */
    PooledServer(int port, PostgresMessage first) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
        first.write(out);
        out.flush();
        PostgresMessage answer;
        do {
            answer = PostgresMessage.read(in);
            if (answer.type() == PARAMETER) {
                parameters.add(answer);
            }
            if (answer.type() == 'E') {
                throw new IOException("PostgreSQL refuses a connection");
            }
        } while (answer.type() != READY);
    }

    /** What the server said about itself. */
    List<PostgresMessage> parameters() {
        return parameters;
    }

    /** Passes messages on and the answers back; true if no transaction is open afterwards. */
    boolean exchange(List<PostgresMessage> messages, DataOutputStream client) throws IOException {
        for (PostgresMessage each : messages) {
            each.write(out);
        }
        out.flush();
        PostgresMessage answer;
        do {
            answer = PostgresMessage.read(in);
            answer.write(client);
        } while (answer.type() != READY);
        client.flush();
        return answer.first() == IDLE;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
