package dev.carnet.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a server needs of the machine. */
final class Folders {
    private static final int LONGEST_NAME = 100;
    private static final Pattern PLAIN = Pattern.compile("[\\w./-]+");

    private Folders() {}

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** A port that was free just now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a server that was started listens on its port. */
    static void awaitPort(int port, Process server, Duration longest) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        while (true) {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                Objects.requireNonNull(connected);
                return;
            } catch (IOException notYet) {
                if (!server.isAlive() || System.nanoTime() > deadline) {
                    throw notYet;
                }
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
    }

    /** A new directory for one server's data. */
    static Path fresh(Path parent, String prefix) {
        try {
            return Files.createTempDirectory(Files.createDirectories(parent), prefix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a path is made of ASCII letters, digits and nothing that a shell treats specially. */
    static boolean isPlain(Path path) {
        return PLAIN.matcher(path.toString()).matches();
    }

    /**
     * A new directory with a short and plain path: a socket's path is at most 107 bytes, and not every server's scripts
     * accept blanks.
     */
    static Path shortNamed() {
        try {
            Path directory = Files.createTempDirectory("carnet");
            if (isPlain(directory) && directory.toString().length() <= LONGEST_NAME) {
                return directory;
            }
            Files.delete(directory);
            return Files.createTempDirectory(Path.of("/tmp"), "carnet");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a directory and all in it, also while a server that ends still removes files of its own. */
    static void delete(Path directory) {
        UncheckedIOException last = null;
        for (int attempt = 0; attempt < 5 && Files.exists(directory); attempt++) {
            try (Stream<Path> all = Files.walk(directory)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(each);
                }
            } catch (IOException e) {
                last = new UncheckedIOException(e);
            } catch (UncheckedIOException e) {
                last = e;
            }
        }
        if (last != null && Files.exists(directory)) {
            throw last;
        }
    }
}
