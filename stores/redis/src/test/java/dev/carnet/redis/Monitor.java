package dev.carnet.redis;

import dev.carnet.testservers.RedisServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server is told, in its own words: MONITOR. */
final class Monitor implements AutoCloseable {
    private static final int LONGEST_WAIT_MILLIS = 10_000;

    /** A command in a script names no address, but {@code lua}. */
    private static final Pattern SENT = Pattern.compile("\\+[\\d.]+ \\[\\d+ (?:[\\d.]+:\\d+|unix:[^]]*)] \"(\\w+)\".*");

    private final RedisServer server;
    private final Socket socket;
    private final BufferedReader lines;
    private int marks;

    Monitor(RedisServer server) throws IOException {
        this.server = server;
        socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.US_ASCII));
        if (!lines.readLine().equals("+OK")) {
            throw new IOException("no MONITOR");
        }
    }

    /** The commands that were sent since the last time. */
    List<String> take() {
        try {
            String mark = "mark" + ++marks;
            server.command("ECHO " + mark);
            List<String> sent = new ArrayList<>();
            for (String line = lines.readLine(); !line.contains(mark); line = lines.readLine()) {
                Matcher command = SENT.matcher(line);
                if (command.matches()) {
                    sent.add(command.group(1).toUpperCase(Locale.ROOT));
                }
            }
            return sent;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
