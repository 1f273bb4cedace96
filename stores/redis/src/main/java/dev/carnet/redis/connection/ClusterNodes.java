package dev.carnet.redis.connection;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisClusterOperationException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.util.JedisClusterCRC16;
import redis.clients.jedis.util.Pool;

/** The primaries of a Cluster by slot. The pools belong to the client; the assignment of slots is queried here. */
final class ClusterNodes implements Nodes {
    private static final CommandArguments CLUSTER_SLOTS = new CommandArguments(Command.CLUSTER).add("SLOTS");

    private final Topology client;
    private final Lock renewing = new ReentrantLock();
    private volatile List<@Nullable Pool<Connection>> slots;

    /**
     * What a client knows of a Cluster.
     *
     * @param nodes by address, the pools of all nodes that it knows now
     * @param refresh has it look around for others
     */
    record Topology(Supplier<Map<String, ConnectionPool>> nodes, Runnable refresh) {}

    ClusterNodes(Topology client) {
        this.client = client;
        slots = ask(null);
    }

    @Override
    public Pool<Connection> of(byte[] key) {
        Pool<Connection> pool = slots.get(JedisClusterCRC16.getSlot(key));
        if (pool == null) {
            throw new JedisClusterOperationException("no node of the Cluster serves this key's slot");
        }
        return pool;
    }

    @Override
    public @Nullable Pool<Connection> at(HostAndPort node) {
        return client.nodes().get().get(node.toString());
    }

    @Override
    public List<Pool<Connection>> primaries() {
        List<Pool<Connection>> primaries = new ArrayList<>();
        for (Pool<Connection> each : new LinkedHashSet<>(slots)) {
            if (each != null) {
                primaries.add(each);
            }
        }
        return primaries;
    }

    /** One thread asks; the others need not wait for its answer, which may take as long as a connection. */
    @Override
    public void renew(Pool<Connection> failed) {
        failed.clear();
        if (renewing.tryLock()) {
            try {
                slots = ask(failed);
            } finally {
                renewing.unlock();
            }
        }
    }

    @Override
    public boolean areSeveral() {
        return true;
    }

    @Override
    public String kind() {
        return "a Cluster of " + primaries().size() + " primaries";
    }

    /** A node that has come since is not among the client's, which then looks around itself. */
    private List<@Nullable Pool<Connection>> ask(@Nullable Pool<Connection> failed) {
        List<@Nullable Pool<Connection>> answer = askNodes(failed);
        if (answer.contains(null)) {
            client.refresh().run();
            return askNodes(failed);
        }
        return answer;
    }

    /** Asks one node after the other, the failed one last. */
    private List<@Nullable Pool<Connection>> askNodes(@Nullable Pool<Connection> failed) {
        Map<String, ConnectionPool> nodes = client.nodes().get();
        List<Pool<Connection>> inTurn = new ArrayList<>(nodes.values());
        if (failed != null && inTurn.remove(failed)) {
            inTurn.add(failed);
        }
        JedisClusterOperationException nobody =
                new JedisClusterOperationException("no node of the Cluster returns the assignment of slots");
        for (Pool<Connection> each : inTurn) {
            try (Connection connection = each.getResource()) {
                return read((List<?>) connection.executeCommand(CLUSTER_SLOTS), nodes);
            } catch (JedisException e) {
                nobody.addSuppressed(e);
            }
        }
        throw nobody;
    }

    /** Parses the answer to CLUSTER SLOTS: first slot, last slot, the primary's host and port, replicas, repeated. */
    private static List<@Nullable Pool<Connection>> read(List<?> answer, Map<String, ConnectionPool> nodes) {
        List<@Nullable Pool<Connection>> slots = new ArrayList<>(Collections.nCopies(Protocol.CLUSTER_HASHSLOTS, null));
        for (Object each : answer) {
            List<?> range = (List<?>) each;
            List<?> primary = (List<?>) range.get(2);
            String host = new String((byte[]) primary.get(0), StandardCharsets.UTF_8);
            int port = ((Long) primary.get(1)).intValue();
            Pool<Connection> pool = nodes.get(new HostAndPort(host, port).toString());
            for (int slot = ((Long) range.get(0)).intValue(); slot <= (Long) range.get(1); slot++) {
                slots.set(slot, pool);
            }
        }
        return Collections.unmodifiableList(slots);
    }
}
