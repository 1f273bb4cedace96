package dev.carnet.testservers;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Asks a Redis server one thing, in the protocol's inline form: what setting servers up needs, and no client for it. */
final class RedisLine {
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(5);

    private RedisLine() {}

    static String answer(int port, String words) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout((int) LONGEST_ANSWER.toMillis());
            socket.getOutputStream().write((words + "\r\n").getBytes(StandardCharsets.UTF_8));
            DataInputStream input = new DataInputStream(socket.getInputStream());
            String line = line(input);
            if (!line.startsWith("$")) {
                return line.substring(1);
            }
            int length = Integer.parseInt(line.substring(1));
            return length < 0 ? "" : new String(input.readNBytes(length), StandardCharsets.UTF_8);
        }
    }

    private static String line(DataInputStream input) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c != '\r'; c = input.read()) {
            if (c < 0) {
                throw new EOFException("Redis hung up");
            }
            line.append((char) c);
        }
        if (input.read() != '\n' || line.isEmpty()) {
            throw new IOException("no answer of Redis");
        }
        return line.toString();
    }

    /** Between two looks at whether something has come about. */
    static void pause() {
        LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
}
