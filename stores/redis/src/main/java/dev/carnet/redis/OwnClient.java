package dev.carnet.redis;

import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.providers.ConnectionProvider;

/** A client of connections that Carnet has made: on every version of Jedis the same, whose own kinds of client come and go. */
final class OwnClient extends UnifiedJedis {
    OwnClient(ConnectionProvider connections) {
        super(connections, RedisProtocol.RESP2);
    }

    ConnectionProvider connections() {
        return provider;
    }
}
