package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Contender;
import dev.carnet.benchmarks.Library;
import dev.carnet.redis.RedisProvider;
import dev.carnet.redis.RedisSettings;
import dev.carnet.spi.Settings;
import dev.carnet.testservers.RedisServer;
import java.util.List;
import java.util.OptionalLong;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** Sessions in Redis, with its append-only file, which it brings to the disk once in a second. */
final class Redis implements Place {
    private final RedisServer server;
    private final HostAndPort address;
    private final RedisClient client;

    /**
     * @param server closed with it
     */
    Redis(RedisServer server) {
        this.server = server;
        address = new HostAndPort("127.0.0.1", server.port());
        client = RedisClient.create(address);
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public String versions() {
        return "Redis " + info("server", "redis_version") + " (appendonly "
                + client.configGet("appendonly").get("appendonly") + ", appendfsync "
                + client.configGet("appendfsync").get("appendfsync") + "), " + Library.of(RedisClient.class);
    }

    /**
     * How often it read from a connection, which is how often it was asked: nobody sends a command before the last one is
     * answered. Its count of commands would have those in it that a script gives.
     */
    @Override
    public OptionalLong asked() {
        return OptionalLong.of(Long.parseLong(info("stats", "total_reads_processed")));
    }

    private String info(String section, String name) {
        return client.info(section)
                .lines()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public List<Contender> contenders() {
        return List.of(
                new BareRedis("bare Jedis", () -> new BareJedis(address)),
                new BareRedis("bare Lettuce", () -> new BareLettuce(address)),
                new CarnetContender(
                        new RedisProvider(),
                        Settings.builder(Object::toString)
                                .set(RedisSettings.SERVER, address)
                                .build()));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
