package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Library;
import dev.carnet.redis.RedisProvider;
import dev.carnet.redis.RedisSettings;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.RedisServer;
import io.lettuce.core.RedisClient;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.springframework.data.redis.core.RedisTemplate;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Sessions in Redis. */
final class Redis implements ContenderPlace {
    private final RedisDoor server;

    /** For those who have the server notify them of what happens to keys: that would cost all others on it too. */
    private final RedisDoor notifying;

    /** Put to both servers, where one would have done. */
    private long questions;

    /**
     * @param start starts a server
     */
    Redis(Supplier<RedisServer> start) {
        server = new RedisDoor(start.get());
        notifying = new RedisDoor(start.get());
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public String versions() {
        return "Redis " + server.info("server", "redis_version") + " (appendonly " + server.setting("appendonly")
                + ", appendfsync " + server.setting("appendfsync") + "), " + Library.of(Jedis.class) + ", "
                + Library.of(RedisClient.class) + ", " + Library.of(RedisTemplate.class);
    }

    @Override
    public OptionalLong asked() {
        questions++;
        return OptionalLong.of(server.reads() + notifying.reads() - questions);
    }

    @Override
    public OptionalLong storedBytes() {
        return OptionalLong.of(server.bytes() + notifying.bytes());
    }

    @Override
    public List<Contender> contenders() {
        HostAndPort address = server.address();
        return List.of(
                new BareRedis("bare Jedis", () -> new JedisCalls(address), RedisHash::new),
                new BareRedis("bare Lettuce", () -> new LettuceCalls(address), RedisHash::new),
                new CarnetContender(
                        "Redis",
                        new RedisProvider(),
                        Settings.builder(Object::toString)
                                .set(RedisSettings.SERVER, address)
                                .build()),
                new BareRedis("Jedis, one string", () -> new JedisCalls(address), RedisText::new),
                new BareRedis("Lettuce, one string", () -> new LettuceCalls(address), RedisText::new),
                SpringRedis.simple(address),
                SpringRedis.onJedis(address),
                SpringRedis.indexed(notifying.address()),
                new VertxRedis(address));
    }

    @Override
    public void close() {
        server.close();
        notifying.close();
    }
}
