package dev.carnet.redis.connection;

import dev.carnet.redis.connection.ClusterNodes.Topology;
import dev.carnet.redis.connection.Servers.Place;
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

/** The client classes that Jedis has since 7.2. Nothing here may be called unless {@link #areThere}. */
public final class JedisClients {
    private static final boolean ARE_THERE = isThere("redis.clients.jedis.RedisClient");

    /** Before Jedis 8, a Cluster client cannot refresh its topology on request, but it can do so periodically. */
    private static final boolean REFRESHES = ARE_THERE && has(RedisClusterClient.class, "refreshClusterTopology");

    private static final Duration REFRESH_PERIOD = Duration.ofSeconds(30);

    private JedisClients() {}

    /** Whether the version of Jedis on the class path has them. */
    public static boolean areThere() {
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

    /** Whether a class of Jedis has a method without parameters. */
    public static boolean has(Class<?> type, String method) {
        try {
            type.getMethod(method);
            return true;
        } catch (NoSuchMethodException olderVersion) {
            return false;
        }
    }

    public static UnifiedJedis of(ConnectionProvider sender) {
        return RedisClient.builder().connectionProvider(sender).build();
    }

    public static UnifiedJedis ofCluster(
            Place.Cluster cluster, JedisClientConfig config, GenericObjectPoolConfig<Connection> pool) {
        var client = RedisClusterClient.builder()
                .nodes(new LinkedHashSet<>(cluster.nodes()))
                .clientConfig(config)
                .poolConfig(pool);
        if (!REFRESHES) {
            client.topologyRefreshPeriod(REFRESH_PERIOD);
        }
        return client.build();
    }

    /**
     * The nodes behind a client.
     *
     * @throws IllegalArgumentException if it is of none of these kinds
     */
    public static Nodes nodes(UnifiedJedis client) {
        if (client instanceof RedisClient single) {
            return new OnePrimary("one server", single::getPool);
        }
        if (client instanceof RedisSentinelClient sentinel) {
            if (!has(RedisSentinelClient.class, "getPrimaryNodesConnectionMap")) {
                throw new IllegalArgumentException(
                        "a supplied RedisSentinelClient needs Jedis 8 or newer, but an older version is on the"
                                + " class path; configure `sentinel` instead");
            }
            return new OnePrimary(
                    "a primary that Sentinel names",
                    () -> sentinel.getPrimaryNodesConnectionMap()
                            .values()
                            .iterator()
                            .next());
        }
        if (client instanceof RedisClusterClient cluster) {
            Runnable refresh = REFRESHES ? cluster::refreshClusterTopology : () -> {};
            return new ClusterNodes(new Topology(cluster::getClusterNodes, refresh));
        }
        throw new IllegalArgumentException("a client of the class "
                + client.getClass().getName()
                + " cannot be used; allowed are RedisClient, RedisSentinelClient and RedisClusterClient");
    }
}
