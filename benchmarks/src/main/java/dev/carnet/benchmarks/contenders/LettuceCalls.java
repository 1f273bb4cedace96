package dev.carnet.benchmarks.contenders;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.HostAndPort;

/** Lettuce as it is meant to be used: one connection that all threads share. */
final class LettuceCalls implements RedisCalls {
    private final RedisClient client;
    private final RedisCommands<String, String> commands;

    LettuceCalls(HostAndPort address) {
        client = RedisClient.create(RedisURI.create(address.getHost(), address.getPort()));
        commands = client.connect().sync();
    }

    @Override
    public @Nullable String get(String key) {
        return commands.get(key);
    }

    @Override
    public Map<String, String> fields(String key) {
        return commands.hgetall(key);
    }

    @Override
    public void set(String key, String value, long lifeMillis) {
        commands.set(key, value, SetArgs.Builder.px(lifeMillis));
    }

    @Override
    public void delete(String key) {
        commands.del(key);
    }

    @Override
    public String load(String script) {
        return commands.scriptLoad(script);
    }

    @Override
    public long run(String digest, List<String> keys, List<String> arguments) {
        Long answer = commands.evalsha(
                digest, ScriptOutputType.INTEGER, keys.toArray(String[]::new), arguments.toArray(String[]::new));
        return answer;
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
