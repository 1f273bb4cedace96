package dev.carnet.redis;

import java.time.Duration;
import redis.clients.jedis.JedisCluster;
import redis.clients.jedis.providers.ClusterConnectionProvider;

/**
 * A Cluster's client of connections that Carnet has made. Each command finds the node of its key, and one without a key goes
 * to every primary: every version of Jedis has that in this class alone.
 */
@SuppressWarnings("deprecation") // what newer versions have in its place older ones lack
final class OwnClusterClient extends JedisCluster {
    private final ClusterConnectionProvider connections;

    OwnClusterClient(ClusterConnectionProvider connections, Duration timeout) {
        super(connections, DEFAULT_MAX_ATTEMPTS, timeout.multipliedBy(DEFAULT_MAX_ATTEMPTS));
        this.connections = connections;
    }

    ClusterConnectionProvider connections() {
        return connections;
    }
}
