package dev.carnet.redis;

import dev.carnet.options.SessionOptions;
import dev.carnet.redis.connection.ServerClock;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.RedisServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
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

    /** Has the server close every connection but this one's. */
    void killOthers() {
        try {
            server.command("CLIENT KILL TYPE normal");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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

    /** A store that reaches the server by another port. */
    static SessionStore openAt(int port) {
        Settings settings = Settings.builder(Setting::name)
                .set(RedisSettings.SERVER, new HostAndPort("127.0.0.1", port))
                .build();
        return new RedisProvider().open(settings, SessionOptions.DEFAULTS);
    }

    /** Waits until a store no longer takes its connections for alive. */
    static void letConnectionsLieIdle() {
        long idle = System.nanoTime() + ServerClock.IDLE_NANOS;
        while (System.nanoTime() <= idle) {
            LockSupport.parkNanos(ServerClock.IDLE_NANOS / 10);
        }
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
