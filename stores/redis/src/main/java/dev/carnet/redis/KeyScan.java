package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Connection;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.util.Pool;

/**
 * A walk through one node's keys by SCAN, which takes as many steps as it needs and keeps nobody else waiting. It gives
 * what is there during the whole walk, perhaps more than once. Not thread-safe.
 */
final class KeyScan {
    static final String BEGIN = "0";

    private static final String STEP = "1000";

    private final Connections connections;
    private final Keys keys;
    private final Pool<Connection> node;
    private String cursor;
    private boolean isOver;

    /** Begins at a {@link #cursor()} that an earlier walk had reached, or at {@link #BEGIN}. */
    KeyScan(Connections connections, Keys keys, Pool<Connection> node, String cursor) {
        this.connections = connections;
        this.keys = keys;
        this.node = node;
        this.cursor = cursor;
    }

    boolean isOver() {
        return isOver;
    }

    /** Where the next step begins. */
    String cursor() {
        return cursor;
    }

    /** What follows the prefix in some more keys, see {@link Keys#name}; none does not mean the end. */
    List<String> next() {
        List<?> answer = Answer.list(connections.ask(
                "keys could not be listed",
                node,
                Call.about(Command.SCAN, cursor, "MATCH", keys.pattern(), "COUNT", STEP)));
        cursor = new String((byte[]) answer.get(0), US_ASCII);
        isOver = cursor.equals(BEGIN);
        List<String> found = new ArrayList<>();
        for (Object each : Answer.list(answer.get(1))) {
            keys.name((byte[]) each).ifPresent(found::add);
        }
        return found;
    }
}
