package dev.carnet.testservers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A Redis Cluster of three primaries on free ports of this machine. */
public final class RedisCluster implements AutoCloseable {
    private static final int NODES = 3;
    private static final int SLOTS = 16384;
    private static final Duration LONGEST_START = Duration.ofSeconds(60);

    private final List<RedisServer> nodes = new ArrayList<>();

    private RedisCluster(Path directory, String... settings) throws IOException {
        List<Integer> busPorts = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            int busPort = Folders.freePort();
            List<String> all = new ArrayList<>(List.of(settings));
            all.addAll(List.of("cluster-enabled yes", "cluster-port " + busPort, "cluster-node-timeout 1000"));
            nodes.add(RedisServer.start(directory, Folders.freePort(), all));
            busPorts.add(busPort);
        }
        for (int i = 0; i < NODES; i++) {
            RedisServer node = nodes.get(i);
            require(node, "CLUSTER ADDSLOTSRANGE " + SLOTS * i / NODES + " " + (SLOTS * (i + 1) / NODES - 1));
            require(node, "CLUSTER MEET 127.0.0.1 " + nodes.get(0).port() + " " + busPorts.get(0));
        }
        awaitWell();
    }

    /**
     * Starts a cluster.
     *
     * @param directory for its program, which stays there, and its data, which {@link #close()} removes
     * @param settings of each node, lines as in {@code redis.conf}
     */
    public static RedisCluster start(Path directory, String... settings) {
        try {
            return new RedisCluster(directory, settings);
        } catch (IOException e) {
            throw new UncheckedIOException("the Redis Cluster does not start in " + directory, e);
        }
    }

    private static void require(RedisServer node, String command) throws IOException {
        String answer = node.command(command);
        if (!answer.equals("OK")) {
            throw new IOException(command + ": " + answer);
        }
    }

    /** Waits until every node knows that all nodes are well: also after one was killed and revived. */
    public void awaitWell() throws IOException {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        for (RedisServer each : nodes) {
            for (String info = ""; !info.contains("cluster_state:ok") || !info.contains("known_nodes:" + NODES); ) {
                if (System.nanoTime() > deadline) {
                    throw new IOException("the Redis Cluster does not come together: " + info);
                }
                RedisLine.pause();
                info = each.command("CLUSTER INFO");
            }
        }
    }

    /** Its nodes; the slots are dealt out to them in this order. */
    public List<RedisServer> nodes() {
        return List.copyOf(nodes);
    }

    /** The node that keeps a slot. */
    public RedisServer nodeOf(int slot) {
        int node = 0;
        while (slot >= SLOTS * (node + 1) / NODES) {
            node++;
        }
        return nodes.get(node);
    }

    @Override
    public void close() {
        for (RedisServer each : nodes) {
            each.close();
        }
    }
}
