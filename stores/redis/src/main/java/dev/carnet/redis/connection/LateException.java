package dev.carnet.redis.connection;

import redis.clients.jedis.exceptions.JedisDataException;

/** A server refused a write that arrived after its deadline. Nothing was done. */
public final class LateException extends JedisDataException {
    private static final long serialVersionUID = 1L;

    public static final String WORDS = "the write came too late and was refused";

    public LateException() {
        super(WORDS);
    }
}
