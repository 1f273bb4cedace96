package dev.carnet.testservers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The machine's own PgBouncer before a PostgreSQL server, with {@code pool_mode = transaction}; open to everybody. */
public final class PgBouncer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(20);
    private static final String UNPRIVILEGED = "nobody";

    private final Path directory;
    private final int port;
    private final Process process;

    private PgBouncer(Path program, int serverPort, int servers) throws IOException {
        directory = Folders.shortNamed();
        port = Folders.freePort();
        Path configuration = directory.resolve("pgbouncer.ini");
        Files.writeString(configuration, configuration(port, serverPort, servers));
        List<String> command = new ArrayList<>(List.of(program.toString(), "-q"));
        if (Folders.isRoot()) {
            // It refuses to run as root.
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            command.addAll(List.of("-u", UNPRIVILEGED));
        }
        command.add(configuration.toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        Folders.awaitPort(port, process, LONGEST_START);
    }

    private static String configuration(int port, int serverPort, int servers) {
        return """
                [databases]
                * = host=127.0.0.1 port=%d user=postgres
                [pgbouncer]
                listen_addr = 127.0.0.1
                listen_port = %d
                unix_socket_dir =
                auth_type = any
                pool_mode = transaction
                default_pool_size = %d
                max_client_conn = 200
                ignore_startup_parameters = extra_float_digits
                """.formatted(serverPort, port, servers);
    }

    /** Where it is; empty if it is not installed. */
    public static Optional<Path> program() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator))
                .map(each -> Path.of(each, "pgbouncer"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Starts it.
     *
     * @param program see {@link #program()}
     * @param serverPort where the server is
     * @param servers the most server connections
     */
    public static PgBouncer start(Path program, int serverPort, int servers) {
        try {
            return new PgBouncer(program, serverPort, servers);
        } catch (IOException e) {
            throw new UncheckedIOException("PgBouncer does not start", e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Folders.delete(directory);
    }
}
