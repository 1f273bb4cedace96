package dev.carnet.benchmarks.contenders;

import java.util.List;
import java.util.Map;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Connection;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.params.SetParams;

/** Jedis with a pool of as many connections as Carnet's by default. */
final class JedisCalls implements RedisCalls {
    private static final int CONNECTIONS = 16;

    private final RedisClient client;

    JedisCalls(HostAndPort address) {
        GenericObjectPoolConfig<Connection> pool = new GenericObjectPoolConfig<>();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxIdle(CONNECTIONS);
        pool.setJmxEnabled(false);
        client = RedisClient.builder().hostAndPort(address).poolConfig(pool).build();
    }

    @Override
    public @Nullable String get(String key) {
        return client.get(key);
    }

    @Override
    public Map<String, String> fields(String key) {
        return client.hgetAll(key);
    }

    @Override
    public void set(String key, String value, long lifeMillis) {
        client.set(key, value, SetParams.setParams().px(lifeMillis));
    }

    @Override
    public void delete(String key) {
        client.del(key);
    }

    @Override
    public String load(String script) {
        return client.scriptLoad(script);
    }

    @Override
    public long run(String digest, List<String> keys, List<String> arguments) {
        return (Long) client.evalsha(digest, keys, arguments);
    }

    @Override
    public void close() {
        client.close();
    }
}
