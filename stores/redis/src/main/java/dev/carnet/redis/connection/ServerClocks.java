package dev.carnet.redis.connection;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * The servers' clocks, by connection: the same address may lead to another server after a failover, the same connection
 * never does. Thread-safe.
 */
final class ServerClocks {
    private static final Call TIME = Call.about(Command.TIME);

    /** How long a connection that has lain idle is given to show that it lives; a new one takes its place at once. */
    private static final int PATIENCE_MILLIS = 500;

    private final Map<Connection, ServerClock> clocks = Collections.synchronizedMap(new WeakHashMap<>());

    /** The known lower bound of a server's clock. */
    ServerClock behind(Connection connection) {
        return clocks.computeIfAbsent(connection, each -> new ServerClock());
    }

    /**
     * Makes sure that a write may be sent: asks the server for its time if that is needed and unknown, or if the connection has
     * lain idle, during which it may have died. A busy connection is asked nothing.
     *
     * @param isFenced whether the write names a time of the server's
     * @throws NotSentException if the connection is dead
     */
    void ready(Connection connection, boolean isFenced) {
        ServerClock clock = behind(connection);
        boolean hasLainIdle = clock.hasLainIdle();
        if (!hasLainIdle && (!isFenced || clock.isKnown())) {
            return;
        }
        try {
            int usual = connection.getSoTimeout();
            if (hasLainIdle) {
                connection.setSoTimeout(usual == 0 ? PATIENCE_MILLIS : Math.min(usual, PATIENCE_MILLIS));
            }
            clock.learn(Answer.list(connection.executeCommand(TIME.toArguments(0))));
            connection.setSoTimeout(usual);
        } catch (JedisConnectionException e) {
            throw new NotSentException(e);
        }
    }
}
