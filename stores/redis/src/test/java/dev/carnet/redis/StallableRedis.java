package dev.carnet.redis;

import dev.carnet.redis.connection.JedisClients;
import dev.carnet.redis.connection.OwnClient;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StallableStore;
import dev.carnet.testservers.StallingLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.RedisClusterClient;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ClusterConnectionProvider;
import redis.clients.jedis.providers.PooledConnectionProvider;

/** A store on a client that reaches each server over a line that can stall. */
final class StallableRedis implements StallableStore {
    private static final Duration TIMEOUT = Duration.ofMillis(300);

    private final Map<Integer, StallingLine> lines = new ConcurrentHashMap<>();
    private final UnifiedJedis client;
    private final SessionStore store;

    private StallableRedis(
            Function<JedisClientConfig, UnifiedJedis> connect,
            String password,
            RedisOptions options,
            Duration timeout) {
        DefaultJedisClientConfig.Builder config = DefaultJedisClientConfig.builder()
                .protocol(RedisProtocol.RESP2)
                .socketTimeoutMillis((int) timeout.toMillis())
                .hostAndPortMapper(
                        node -> new HostAndPort("127.0.0.1", line(node).port()));
        if (!password.isEmpty()) {
            config.password(password);
        }
        client = connect.apply(config.build());
        store = new RedisSessionStore(client, options);
    }

    static StallableRedis server(HostAndPort server, String password, RedisOptions options) {
        return server(server, password, options, TIMEOUT);
    }

    /** @param timeout the longest wait for an answer; zero is for ever */
    static StallableRedis server(HostAndPort server, String password, RedisOptions options, Duration timeout) {
        return new StallableRedis(
                config -> JedisClients.areThere()
                        ? RedisClient.builder()
                                .hostAndPort(server)
                                .clientConfig(config)
                                .build()
                        : new OwnClient(new PooledConnectionProvider(server, config)),
                password,
                options,
                timeout);
    }

    static StallableRedis cluster(Set<HostAndPort> nodes) {
        return new StallableRedis(
                config -> JedisClients.areThere()
                        ? RedisClusterClient.builder()
                                .nodes(nodes)
                                .clientConfig(config)
                                .build()
                        : new OwnClient(new ClusterConnectionProvider(nodes, config)),
                "",
                RedisOptions.DEFAULTS,
                TIMEOUT);
    }

    private StallingLine line(HostAndPort node) {
        return lines.computeIfAbsent(node.getPort(), port -> {
            try {
                return StallingLine.to(port);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public SessionStore store() {
        return store;
    }

    @Override
    public void holdNext(String text) {
        lines.values().forEach(each -> each.holdNext(text));
    }

    /** Does the same and hangs up on the client at once. */
    void holdNextAndHangUp(String text) {
        lines.values().forEach(each -> each.holdNextAndHangUp(text));
    }

    boolean isHolding() {
        return lines.values().stream().anyMatch(StallingLine::isHolding);
    }

    /** How many requests have travelled, as far as each comes by itself. */
    int requests() {
        return lines.values().stream().mapToInt(StallingLine::requests).sum();
    }

    void forgetRequests() {
        lines.values().forEach(StallingLine::forgetRequests);
    }

    @Override
    public void deliver() throws Exception {
        lines.values().stream()
                .filter(StallingLine::isHolding)
                .findFirst()
                .orElseThrow()
                .deliver();
    }

    @Override
    public void close() throws IOException {
        client.close();
        for (StallingLine each : lines.values()) {
            each.close();
        }
    }
}
