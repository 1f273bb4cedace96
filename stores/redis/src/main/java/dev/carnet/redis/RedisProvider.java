package dev.carnet.redis;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** {@code session: Redis}: on connections of its own, or on a client handed in from code. Its keys: {@link RedisSettings}. */
public final class RedisProvider implements SessionStoreProvider {
    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public List<Setting<?>> settings() {
        return RedisSettings.ALL;
    }

    @Override
    public Optional<String> dancerGroup() {
        return Optional.of("redis_session");
    }

    @Override
    public Optional<Setting<Duration>> idleSetting() {
        return Optional.of(RedisSettings.EXPIRE);
    }

    @Override
    public void check(Settings settings) {
        RedisSettings.checkPlace(settings);
        if (RedisSettings.client(settings).isEmpty()) {
            RedisSettings.servers(settings);
        }
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        RedisOptions redis = RedisSettings.options(settings, options);
        Optional<UnifiedJedis> handedIn = RedisSettings.client(settings);
        if (handedIn.isPresent()) {
            return new RedisSessionStore(handedIn.get(), redis);
        }
        UnifiedJedis client = connect(settings, redis);
        try {
            return new RedisSessionStore(client, redis, client::close);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static UnifiedJedis connect(Settings settings, RedisOptions options) {
        Servers servers = RedisSettings.servers(settings);
        try {
            return servers.client();
        } catch (JedisException e) {
            throw new Failures(options.prefix()).of(servers.description() + " cannot be used", e);
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        RedisOptions redis = RedisSettings.options(settings, options);
        Optional<UnifiedJedis> handedIn = RedisSettings.client(settings);
        Supplier<UnifiedJedis> client = handedIn.isPresent() ? handedIn::get : () -> connect(settings, redis);
        return new RedisSetup(client, handedIn.isEmpty(), redis, options.clockTolerance());
    }
}
