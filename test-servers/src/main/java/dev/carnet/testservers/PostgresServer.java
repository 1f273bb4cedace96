package dev.carnet.testservers;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** A PostgreSQL server on a free port of this machine and on a unix socket, open to the user postgres without a password. */
public final class PostgresServer implements AutoCloseable {
    private final Path programs;
    private final Path data;
    private final Path sockets;
    private final int port;
    private EmbeddedPostgres server;

    private PostgresServer(Path directory) throws IOException {
        programs = directory.resolve("postgres");
        data = Folders.fresh(directory, "postgres-data");
        sockets = Folders.shortNamed();
        port = Folders.freePort();
        server = run();
    }

    /**
     * Starts a server.
     *
     * @param directory for its program, which stays there, and its data, which {@link #close()} removes
     */
    public static PostgresServer start(Path directory) {
        try {
            return new PostgresServer(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start in " + directory, e);
        }
    }

    private EmbeddedPostgres run() throws IOException {
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(programs.toFile())
                .setDataDirectory(data.resolve("data"))
                .setCleanDataDirectory(false)
                .setPort(port)
                // Whoever started this server ends it, and removes its data only then.
                .setRegisterShutdownHook(false)
                // Off by default there, which would make a commit mean less than it does in use.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .setServerConfig("max_connections", "300")
                .setServerConfig("unix_socket_directories", sockets.toString())
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start();
    }

    public int port() {
        return port;
    }

    /** The folder of its unix socket. */
    public Path sockets() {
        return sockets;
    }

    /**
     * A URL for PostgreSQL's driver.
     *
     * @param schema where its statements find their tables; it need not be there
     */
    public String url(String schema) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&currentSchema=" + schema;
    }

    /** Ends the server and starts it again, on the same port and data; breaks every connection. */
    public void restart() throws IOException {
        server.close();
        server = run();
    }

    @Override
    public void close() throws IOException {
        server.close();
        Folders.delete(data);
        Folders.delete(sockets);
    }
}
