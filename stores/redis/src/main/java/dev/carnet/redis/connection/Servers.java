package dev.carnet.redis.connection;

import dev.carnet.error.SessionStoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultRedisCredentials;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisCredentials;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;
import redis.clients.jedis.providers.SentineledConnectionProvider;
import redis.clients.jedis.util.Delay;

/**
 * Servers to which Carnet connects itself.
 *
 * @param place their addresses
 * @param login the login
 * @param database its number
 * @param tls the encryption of connections, if any
 * @param connectTimeout the longest wait for a new connection
 * @param timeout the longest wait for an answer, and for a connection of the pool
 * @param poolSize the maximum number of connections to each server
 */
public record Servers(
        Place place,
        Login login,
        int database,
        Optional<Tls> tls,
        Duration connectTimeout,
        Duration timeout,
        int poolSize) {

    private static final Duration SENTINEL_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_IDLE = Duration.ofMinutes(1);

    /** Where servers are. */
    public sealed interface Place {
        record Tcp(HostAndPort address) implements Place {}

        record Unix(Path socket) implements Place {}

        record Cluster(List<HostAndPort> nodes) implements Place {}

        record Sentinel(String master, List<HostAndPort> nodes, Login login) implements Place {}
    }

    /** What they are, for a message. */
    public String description() {
        if (place instanceof Place.Cluster cluster) {
            return "the Cluster of " + list(cluster.nodes());
        }
        if (place instanceof Place.Sentinel sentinel) {
            return "the primary '" + sentinel.master() + "' of the Sentinels " + list(sentinel.nodes());
        }
        return place instanceof Place.Unix unix
                ? "the server at " + unix.socket()
                : "the server " + ((Place.Tcp) place).address();
    }

    private static String list(List<HostAndPort> nodes) {
        return nodes.stream().map(HostAndPort::toString).collect(Collectors.joining(", "));
    }

    /**
     * A user of the server.
     *
     * @param username may be empty
     * @param password asked for each connection; what it gives may be empty
     */
    public record Login(String username, Supplier<String> password) {
        public static Login of(String username, String password) {
            return new Login(username, () -> password);
        }

        /** The commands at a new connection; null values are not sent. */
        public RedisCredentials credentials() {
            String now = password.get();
            return new DefaultRedisCredentials(username.isEmpty() ? null : username, now.isEmpty() ? null : now);
        }

        @Override
        public String toString() {
            return "Login[masked]";
        }
    }

    /**
     * A client of them.
     *
     * @throws JedisException if a Sentinel or a Cluster cannot be reached; a single server is not looked for yet
     * @throws SessionStoreException if the version of Jedis cannot do it
     */
    public UnifiedJedis client() {
        JedisClientConfig config = config(login, database);
        if (place instanceof Place.Cluster cluster) {
            return JedisClients.areThere()
                    ? JedisClients.ofCluster(cluster, config, pool())
                    : new OwnClient(
                            new ClusterConnectionProvider(new LinkedHashSet<>(cluster.nodes()), config, pool()));
        }
        if (place instanceof Place.Sentinel sentinel) {
            if (!JedisClients.has(SentineledConnectionProvider.class, "getPrimaryNodesConnectionMap")) {
                throw new SessionStoreException(
                        "Redis: Sentinel needs Jedis 7.4 or newer, but an older version is on the class path", null);
            }
            return new OwnClient(new SentineledConnectionProvider(
                    sentinel.master(),
                    config,
                    pool(),
                    new LinkedHashSet<>(sentinel.nodes()),
                    config(sentinel.login(), 0),
                    Delay.constant(SENTINEL_RETRY)));
        }
        if (place instanceof Place.Unix unix) {
            UnixSocketFactory sockets = new UnixSocketFactory(unix.socket(), connectTimeout, timeout);
            return single(new ConnectionFactory(sockets, config));
        }
        return single(new ConnectionFactory(((Place.Tcp) place).address(), config));
    }

    private UnifiedJedis single(ConnectionFactory sender) {
        PooledConnectionProvider provider = new PooledConnectionProvider(sender, pool());
        return JedisClients.areThere() ? JedisClients.of(provider) : new OwnClient(provider);
    }

    /** A new connection sends only what is necessary: the user and the database. */
    private JedisClientConfig config(Login as, int number) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis(Math.toIntExact(connectTimeout.toMillis()))
                .socketTimeoutMillis(Math.toIntExact(timeout.toMillis()))
                .database(number);
        config.credentialsProvider(as::credentials);
        tls.ifPresent(each -> config.sslOptions(each.options()));
        return config.build();
    }

    /** Connections that nobody uses are closed before a firewall or the server cuts them without a word. */
    private GenericObjectPoolConfig<Connection> pool() {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(poolSize);
        pool.setMaxIdle(poolSize);
        pool.setMaxWait(timeout);
        pool.setMinEvictableIdleDuration(LONGEST_IDLE);
        pool.setTimeBetweenEvictionRuns(LONGEST_IDLE.dividedBy(2));
        pool.setNumTestsPerEvictionRun(-1);
        pool.setJmxEnabled(false);
        return pool;
    }
}
