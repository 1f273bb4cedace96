package dev.carnet.redis;

import dev.carnet.redis.ClusterNodes.Topology;
import dev.carnet.redis.Servers.Place;
import java.time.Duration;
import java.util.LinkedHashSet;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.util.Delay;

/** Jedis's own kinds of client, which it has from 7.2 on. Nothing here may be called unless {@link #areThere}. */
final class JedisClients {
    private static final Duration SENTINEL_RETRY = Duration.ofSeconds(2);
    private static final boolean ARE_THERE = isThere("redis.clients.jedis.RedisClient");

    private JedisClients() {}

    /** Whether the version of Jedis on the class path has them. */
    static boolean areThere() {
        return ARE_THERE;
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, UnifiedJedis.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException olderVersion) {
            return false;
        }
    }

    static UnifiedJedis of(ConnectionProvider connections) {
        return RedisClient.builder().connectionProvider(connections).build();
    }

    static UnifiedJedis ofCluster(
            Place.Cluster cluster, JedisClientConfig config, GenericObjectPoolConfig<Connection> pool) {
        return RedisClusterClient.builder()
                .nodes(new LinkedHashSet<>(cluster.nodes()))
                .clientConfig(config)
                .poolConfig(pool)
                .build();
    }

    static UnifiedJedis ofSentinel(
            Place.Sentinel sentinel,
            JedisClientConfig config,
            JedisClientConfig sentinelConfig,
            GenericObjectPoolConfig<Connection> pool) {
        return RedisSentinelClient.builder()
                .masterName(sentinel.master())
                .sentinels(new LinkedHashSet<>(sentinel.nodes()))
                .clientConfig(config)
                .sentinelClientConfig(sentinelConfig)
                .sentinelReconnectDelay(Delay.constant(SENTINEL_RETRY))
                .poolConfig(pool)
                .build();
    }

    /**
     * The nodes behind a client.
     *
     * @throws IllegalArgumentException if it is of none of these kinds
     */
    static Nodes nodes(UnifiedJedis client) {
        if (client instanceof RedisClient single) {
            return new OnePrimary("one server", single::getPool);
        }
        if (client instanceof RedisSentinelClient sentinel) {
            return new OnePrimary(
                    "a primary that Sentinel names",
                    () -> sentinel.getPrimaryNodesConnectionMap()
                            .values()
                            .iterator()
                            .next());
        }
        if (client instanceof RedisClusterClient cluster) {
            return new ClusterNodes(new Topology(cluster::getClusterNodes, cluster::refreshClusterTopology));
        }
        throw new IllegalArgumentException("a client of the class "
                + client.getClass().getName()
                + " cannot be used; allowed are RedisClient, RedisSentinelClient and RedisClusterClient");
    }
}
