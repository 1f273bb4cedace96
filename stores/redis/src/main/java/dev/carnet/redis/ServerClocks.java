package dev.carnet.redis;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;

/**
 * The servers' clocks, by connection: the same address may lead to another server after a failover, the same connection
 * never does. Thread-safe.
 */
final class ServerClocks {
    private static final Call TIME = Call.about(Command.TIME);

    private final Map<Connection, ServerClock> clocks = Collections.synchronizedMap(new WeakHashMap<>());

    /** The clock behind a connection; the server is asked for it if none of its answers has told it lately. */
    ServerClock behind(Connection connection) {
        ServerClock clock = clocks.computeIfAbsent(connection, each -> new ServerClock());
        if (!clock.isKnown()) {
            clock.learn(Answer.list(connection.executeCommand(TIME.toArguments(0))));
        }
        return clock;
    }
}
