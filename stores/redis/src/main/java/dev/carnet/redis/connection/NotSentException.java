package dev.carnet.redis.connection;

import redis.clients.jedis.exceptions.JedisConnectionException;

/** A connection was found dead before a call was sent over it. Nothing was done. */
final class NotSentException extends JedisConnectionException {
    private static final long serialVersionUID = 1L;

    NotSentException(JedisConnectionException cause) {
        super(cause);
    }
}
