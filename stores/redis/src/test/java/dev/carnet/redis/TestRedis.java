package dev.carnet.redis;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.RedisServer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/** A server, a store's settings for it, and a plain client beside the store. */
final class TestRedis implements AutoCloseable {
    private final RedisServer server;
    private final RedisClient door;

    TestRedis(RedisServer server) {
        this.server = server;
        this.door = RedisClient.create("127.0.0.1", server.port());
    }

    RedisServer server() {
        return server;
    }

    /** A client that knows nothing of Carnet. */
    RedisClient door() {
        return door;
    }

    TestRedis emptied() {
        door.flushAll();
        return this;
    }

    static Settings.Builder settings(RedisServer server) {
        return Settings.builder(Setting::name).set(RedisSettings.SERVER, new HostAndPort("127.0.0.1", server.port()));
    }

    SessionStore open() {
        return open(settings -> settings);
    }

    SessionStore open(UnaryOperator<Settings.Builder> change) {
        return new RedisProvider().open(change.apply(settings(server)).build(), SessionOptions.DEFAULTS);
    }

    /** How often the server was asked to do something, by the command's name, since the statistics were reset. */
    Map<String, Long> calls() {
        Map<String, Long> calls = new HashMap<>();
        door.info("commandstats")
                .lines()
                .filter(line -> line.startsWith("cmdstat_"))
                .forEach(line -> calls.put(
                        line.substring("cmdstat_".length(), line.indexOf(':')),
                        Long.valueOf(line.replaceAll(".*:calls=(\\d+),.*", "$1"))));
        return calls;
    }

    @Override
    public void close() {
        door.close();
    }
}
