package dev.carnet.testservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A MySQL 8.0 server on a free port of this machine, open to the user root without a password. */
public final class MySqlServer implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final Path data;
    private final Path sockets;
    private final int port;
    private final Process server;

    private MySqlServer(Path directory) throws IOException {
        Path programs = unpacked(directory);
        data = Folders.fresh(directory, "mysql-data");
        sockets = Folders.shortNamed();
        port = Folders.freePort();
        List<String> flags = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + programs,
                "--lc-messages-dir=" + programs.resolve("share"),
                "--datadir=" + data.resolve("data")));
        if (Folders.isRoot()) {
            flags.add("--user=root");
        }
        require(run(programs, with(flags, "--initialize-insecure")), "initialised");
        server = run(
                programs,
                with(
                        flags,
                        "--port=" + port,
                        "--bind-address=127.0.0.1",
                        "--mysqlx=OFF",
                        "--socket=" + sockets.resolve("s"),
                        "--pid-file=" + data.resolve("pid")));
        Folders.awaitPort(port, server, LONGEST_START);
    }

    /**
     * Starts a server.
     *
     * @param directory for its program, which stays there, and its data, which {@link #close()} removes
     */
    public static MySqlServer start(Path directory) {
        try {
            return new MySqlServer(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("MySQL does not start in " + directory, e);
        }
    }

    /** Why it cannot run here, if so: it needs the system's libaio. */
    public static Optional<String> problem(Path directory) {
        try {
            Process version = new ProcessBuilder(program(unpacked(directory)), "--version")
                    .redirectErrorStream(true)
                    .start();
            String says = new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return version.waitFor() == 0 ? Optional.empty() : Optional.of("MySQL does not run here: " + says.strip());
        } catch (IOException e) {
            return Optional.of("MySQL does not run here: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    public int port() {
        return port;
    }

    /** A URL for MySQL's own driver; the database need not be there, the empty name is none. */
    public String url(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?user=root&sslMode=DISABLED";
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        require(server, null);
        Folders.delete(data);
        Folders.delete(sockets);
    }

    private static Path unpacked(Path directory) throws IOException {
        Path programs = directory.resolve("mysql");
        if (!Files.isDirectory(programs)) {
            Path unpacking = Folders.fresh(directory, "mysql-unpacking");
            Process tar = new ProcessBuilder("tar", "-xzf", "-", "-C", unpacking.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream archive = Objects.requireNonNull(
                            MySqlServer.class.getResourceAsStream("/mysql-Linux-amd64.tar.gz"),
                            "no MySQL for this system");
                    var input = tar.getOutputStream()) {
                archive.transferTo(input);
            }
            require(tar, "unpacked");
            Files.move(unpacking, programs);
        }
        return programs;
    }

    private static Process run(Path programs, List<String> flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(program(programs)));
        command.addAll(flags);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static String program(Path programs) {
        return programs.resolve("bin/mysqld").toString();
    }

    private static List<String> with(List<String> flags, String... more) {
        List<String> all = new ArrayList<>(flags);
        all.addAll(List.of(more));
        return all;
    }

    /** Waits for the end, and for a good one if it is said what then is done. */
    private static void require(Process process, @Nullable String done) throws IOException {
        try {
            if (!process.waitFor(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("no end of " + process.info().command().orElse("a process"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (done != null && process.exitValue() != 0) {
            throw new IOException("not " + done + ", code " + process.exitValue());
        }
    }
}
