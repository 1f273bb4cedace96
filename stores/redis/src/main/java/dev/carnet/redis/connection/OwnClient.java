package dev.carnet.redis.connection;

import dev.carnet.redis.connection.ClusterNodes.Topology;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.ConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;

/**
 * A client with connections that Carnet opened, if Jedis's own classes do not expose the primary, or do not exist yet:
 * {@link JedisClients}. The store uses only its pools. On a Cluster, an application's command without a key, such as
 * FLUSHALL, reaches one node only.
 */
public final class OwnClient extends UnifiedJedis {
    private final Nodes nodes;

    public OwnClient(PooledConnectionProvider server) {
        this(server, new OnePrimary("one server", server::getPool));
    }

    public OwnClient(ClusterConnectionProvider cluster) {
        this(cluster, new ClusterNodes(new Topology(cluster::getNodes, cluster::renewSlotCache)));
    }

    public OwnClient(SentineledConnectionProvider sentinels) {
        this(
                sentinels,
                new OnePrimary(
                        "a primary that Sentinel names",
                        () -> sentinels
                                .getPrimaryNodesConnectionMap()
                                .values()
                                .iterator()
                                .next()));
    }

    private OwnClient(ConnectionProvider sender, Nodes nodes) {
        super(sender, RedisProtocol.RESP2);
        this.nodes = nodes;
    }

    /** The servers behind it. */
    public Nodes nodes() {
        return nodes;
    }
}
