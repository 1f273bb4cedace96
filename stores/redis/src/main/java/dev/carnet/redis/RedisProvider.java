package dev.carnet.redis;

import dev.carnet.options.SessionOptions;
import dev.carnet.redis.connection.RedisFailures;
import dev.carnet.redis.connection.Servers;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisException;

/** {@code session: Redis}: on its own connections, or on a supplied client. Its settings: {@link RedisSettings}. */
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
        Servers servers = RedisSettings.servers(settings);
        UnifiedJedis client = connect(servers, redis);
        try {
            return new RedisSessionStore(client, redis, servers.description(), client::close);
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    private static UnifiedJedis connect(Servers servers, RedisOptions options) {
        try {
            return servers.client();
        } catch (JedisException e) {
            throw new RedisFailures(options.prefix()).of(servers.description() + " cannot be used", e);
        }
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        RedisOptions redis = RedisSettings.options(settings, options);
        Optional<UnifiedJedis> handedIn = RedisSettings.client(settings);
        if (handedIn.isPresent()) {
            return new RedisSetup(handedIn::get, false, redis, "", options.clockTolerance());
        }
        Servers servers = RedisSettings.servers(settings);
        return new RedisSetup(
                () -> connect(servers, redis), true, redis, servers.description(), options.clockTolerance());
    }
}
