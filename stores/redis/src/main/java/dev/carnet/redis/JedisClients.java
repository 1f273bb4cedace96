package dev.carnet.redis;

import dev.carnet.redis.ClusterNodes.Topology;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisSentinelClient;
import redis.clients.jedis.UnifiedJedis;

/** The nodes behind clients that an application hands in: Jedis's own kinds, which Jedis has from 7.2 on. */
final class JedisClients {
    private JedisClients() {}

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
