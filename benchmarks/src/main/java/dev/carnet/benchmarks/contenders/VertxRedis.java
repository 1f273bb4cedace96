package dev.carnet.benchmarks.contenders;

import dev.carnet.benchmarks.Payload;
import dev.carnet.benchmarks.RunningSite;
import dev.carnet.benchmarks.http.VertxServer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.sstore.SessionStore;
import io.vertx.ext.web.sstore.redis.RedisSessionStore;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisOptions;
import redis.clients.jedis.HostAndPort;

/**
 * Vert.x Web's store of sessions in Redis, every option at its default: none changes what a request with a session costs. The
 * application flushes the session before it answers.
 */
final class VertxRedis extends ServerContender {
    private final String connection;

    VertxRedis(HostAndPort address) {
        super("Vert.x Redis, flushed");
        this.connection = "redis://" + address;
    }

    @Override
    public RunningSite openServer(Payload payload) {
        return VertxServer.with(this::store, payload);
    }

    private SessionStore store(Vertx vertx) {
        RedisOptions options = new RedisOptions().setConnectionString(connection);
        return RedisSessionStore.create(vertx, Redis.createClient(vertx, options));
    }
}
