package dev.carnet.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A Redis 7.0 server on a free port of this machine and on a unix socket, without persistence unless its settings say
 * otherwise. Not thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final String PROGRAM = "redis-server-7.0.15-linux-amd64";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Path program;
    private final Path data;
    private final Path sockets;
    private final int port;
    private final List<String> flags;
    private Process process;

    private RedisServer(Path directory, int port, List<String> settings, String... flags) throws IOException {
        this.program = unpacked(directory);
        this.data = Folders.fresh(directory, "redis-data");
        this.sockets = Folders.shortNamed();
        this.port = port;
        this.flags = List.of(flags);
        List<String> all = new ArrayList<>(settings);
        all.addAll(
                List.of("bind 127.0.0.1", "port " + port, "dir \"" + data + "\"", "unixsocket \"" + socket() + "\""));
        Files.write(configuration(), all);
        process = run();
    }

    /**
     * Starts a server.
     *
     * @param directory for its program, which stays there, and its data, which {@link #close()} removes
     * @param settings lines as in {@code redis.conf}, such as {@code "appendonly yes"}
     */
    public static RedisServer start(Path directory, String... settings) {
        return start(directory, Folders.freePort(), List.of(settings));
    }

    static RedisServer start(Path directory, int port, List<String> settings) {
        List<String> all = new ArrayList<>(List.of("save \"\""));
        all.addAll(settings);
        try {
            return new RedisServer(directory, port, all);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis does not start in " + directory, e);
        }
    }

    static RedisServer startSentinel(Path directory, String... settings) throws IOException {
        return new RedisServer(directory, Folders.freePort(), List.of(settings), "--sentinel");
    }

    private static Path unpacked(Path directory) throws IOException {
        Path program = directory.resolve("redis-server");
        if (!Files.exists(program)) {
            Path unpacking = Folders.fresh(directory, "redis-unpacking").resolve(PROGRAM);
            try (InputStream resource = Objects.requireNonNull(
                    RedisServer.class.getResourceAsStream("/" + PROGRAM), "no Redis for this system")) {
                Files.copy(resource, unpacking);
            }
            if (!unpacking.toFile().setExecutable(true)) {
                throw new IOException(unpacking + " cannot be made executable");
            }
            Files.move(unpacking, program, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(unpacking.getParent());
        }
        return program;
    }

    /** A Sentinel keeps its state in it. */
    private Path configuration() {
        return data.resolve("redis.conf");
    }

    private Process run() throws IOException {
        List<String> command =
                new ArrayList<>(List.of(program.toString(), configuration().toString()));
        command.addAll(flags);
        Process started = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(data.resolve("log").toFile()))
                .start();
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!isUp()) {
            if (!started.isAlive() || System.nanoTime() > deadline) {
                started.destroyForcibly();
                throw new IOException("Redis is not up: " + Files.readString(data.resolve("log")));
            }
            RedisLine.pause();
        }
        return started;
    }

    private boolean isUp() {
        try {
            String answer = command("PING");
            return answer.equals("PONG") || answer.startsWith("NOAUTH");
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    /** Its unix socket. */
    public Path socket() {
        return sockets.resolve("s");
    }

    /**
     * What it answers to a command, such as {@code "CLUSTER INFO"}, whose words hold no blanks: a text, a number or an
     * error's text.
     */
    public String command(String words) throws IOException {
        return RedisLine.answer(port, words);
    }

    /** Ends it without warning, as a crash would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Starts it again after {@link #kill()}, on the same port and data. */
    public void revive() throws IOException {
        process = run();
    }

    /** Lets it hang: connections stay and are accepted, nothing is answered. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on after {@link #freeze()}. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IOException("no signal " + name + " to Redis");
        }
    }

    @Override
    public void close() {
        kill();
        Folders.delete(data);
        Folders.delete(sockets);
    }
}
