package dev.carnet.redis;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import redis.clients.jedis.Connection;
import redis.clients.jedis.util.Pool;

/**
 * Deletes expired sessions, walking through all keys of all primaries. Redis would delete them by itself, but would tell
 * nobody. A call that reaches its limit leaves a mark where the next one goes on; whoever finds less than that has seen
 * everything. Thread-safe.
 */
final class Sweep {
    private final Connections connections;
    private final Keys keys;
    private final SessionReader reader;
    private final SessionWriter writer;
    private final AtomicReference<Mark> mark = new AtomicReference<>(Mark.BEGIN);

    /**
     * Where a sweep goes on.
     *
     * @param node the number of a primary
     * @param cursor of the walk through its keys
     */
    private record Mark(int node, String cursor) {
        static final Mark BEGIN = new Mark(0, KeyScan.BEGIN);
    }

    Sweep(Connections connections, Keys keys, SessionReader reader, SessionWriter writer) {
        this.connections = connections;
        this.keys = keys;
        this.reader = reader;
        this.writer = writer;
    }

    List<SessionHeader> run(Instant by, int limit) {
        Mark begin = mark.getAndSet(Mark.BEGIN);
        List<SessionHeader> deleted = new ArrayList<>();
        walk(begin, by, limit, deleted);
        if (deleted.size() < limit && !begin.equals(Mark.BEGIN)) {
            walk(Mark.BEGIN, by, limit, deleted);
        }
        return deleted;
    }

    private void walk(Mark from, Instant by, int limit, List<SessionHeader> deleted) {
        List<Pool<Connection>> nodes = connections.nodes().primaries();
        for (int node = from.node(); node < nodes.size(); node++) {
            String cursor = node == from.node() ? from.cursor() : KeyScan.BEGIN;
            KeyScan scan = new KeyScan(connections, keys, nodes.get(node), cursor);
            while (!scan.isOver()) {
                Mark step = new Mark(node, scan.cursor());
                deleted.addAll(delete(scan.next(), by, limit - deleted.size()));
                if (deleted.size() == limit) {
                    mark.set(step);
                    return;
                }
            }
        }
    }

    private List<SessionHeader> delete(List<SessionKey> found, Instant by, int limit) {
        List<SessionKey> expired = reader.find(found, false).stream()
                .flatMap(each -> each.session().stream())
                .map(SessionRecord::header)
                .filter(each -> each.isExpiredBy(by))
                .map(SessionHeader::key)
                .limit(limit)
                .toList();
        return writer.expireAll(expired, by);
    }
}
