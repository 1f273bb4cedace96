package dev.carnet.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis primary, a replica of it, and a Sentinel that watches them under the name {@link #MASTER}. */
public final class RedisSentinel implements AutoCloseable {
    public static final String MASTER = "sessions";

    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final List<RedisServer> servers;
    private final RedisServer sentinel;

    private RedisSentinel(Path directory, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(settings));
        // Else the primary waits some seconds for further replicas.
        all.add("repl-diskless-sync-delay 0");
        RedisServer primary = RedisServer.start(directory, Folders.freePort(), all);
        RedisServer replica = RedisServer.start(directory, Folders.freePort(), all);
        servers = List.of(primary, replica);
        replica.command("REPLICAOF 127.0.0.1 " + primary.port());
        await("the replica follows", () -> primary.command("INFO replication").contains("state=online"));
        sentinel = RedisServer.startSentinel(
                directory,
                "sentinel monitor " + MASTER + " 127.0.0.1 " + primary.port() + " 1",
                "sentinel down-after-milliseconds " + MASTER + " 500",
                "sentinel failover-timeout " + MASTER + " 3000");
        await(
                "the Sentinel knows the replica",
                () -> sentinel.command("INFO sentinel").contains("slaves=1"));
    }

    /**
     * Starts the three.
     *
     * @param directory for their program, which stays there, and their data, which {@link #close()} removes
     * @param settings of the primary and the replica, lines as in {@code redis.conf}
     */
    public static RedisSentinel start(Path directory, String... settings) {
        try {
            return new RedisSentinel(directory, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis with Sentinel does not start in " + directory, e);
        }
    }

    /** Something that may come about. */
    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("in vain awaited that " + what);
            }
            RedisLine.pause();
        }
    }

    /** The Sentinel itself. */
    public RedisServer sentinel() {
        return sentinel;
    }

    /** The server that is the primary now, as the Sentinel says. */
    public RedisServer primary() throws IOException {
        return isPrimary(servers.get(0)) ? servers.get(0) : servers.get(1);
    }

    /** The server that is not the primary now. */
    public RedisServer replica() throws IOException {
        return isPrimary(servers.get(0)) ? servers.get(1) : servers.get(0);
    }

    private boolean isPrimary(RedisServer server) throws IOException {
        return sentinel.command("INFO sentinel").contains("address=127.0.0.1:" + server.port() + ",");
    }

    /** Lets the replica take over from the primary; waits until it serves. The former primary learns of it seconds later. */
    public void failOver() throws IOException {
        RedisServer next = replica();
        await(
                "the Sentinel begins",
                () -> sentinel.command("SENTINEL FAILOVER " + MASTER).equals("OK"));
        awaitPrimary(next);
    }

    /** Waits until a server serves as the primary. */
    public void awaitPrimary(RedisServer server) throws IOException {
        await(
                "the replica takes over",
                () -> isPrimary(server) && server.command("INFO replication").contains("role:master"));
    }

    @Override
    public void close() {
        sentinel.close();
        for (RedisServer each : servers) {
            each.close();
        }
    }
}
