package dev.carnet.redis;

import dev.carnet.redis.SessionReader.Found;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepBatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    SweepBatch run(Instant by, int limit) {
        Mark begin = mark.getAndSet(Mark.BEGIN);
        Batch batch = new Batch(by, limit);
        walk(begin, batch);
        if (!batch.isFull() && !begin.equals(Mark.BEGIN)) {
            walk(Mark.BEGIN, batch);
        }
        return batch.done();
    }

    private void walk(Mark from, Batch batch) {
        List<Pool<Connection>> nodes = connections.nodes().primaries();
        for (int node = from.node(); node < nodes.size(); node++) {
            String cursor = node == from.node() ? from.cursor() : KeyScan.BEGIN;
            KeyScan scan = new KeyScan(connections, keys, nodes.get(node), cursor);
            while (!scan.isOver()) {
                Mark step = new Mark(node, scan.cursor());
                batch.delete(scan.next());
                if (batch.isFull()) {
                    mark.set(step);
                    return;
                }
            }
        }
    }

    /** What one call does. Not thread-safe. */
    private final class Batch {
        private final Instant by;
        private final int limit;
        private final List<SessionHeader> deleted = new ArrayList<>();

        /** A walk may meet one more than once. */
        private final Set<String> unreadable = new HashSet<>();

        Batch(Instant by, int limit) {
            this.by = by;
            this.limit = limit;
        }

        boolean isFull() {
            return deleted.size() == limit;
        }

        void delete(List<String> names) {
            List<Found> found = reader.find(names, false);
            List<SessionKey> expired = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if (found.get(i).isUnreadable()) {
                    unreadable.add(names.get(i));
                }
                found.get(i)
                        .session()
                        .map(SessionRecord::header)
                        .filter(each -> each.isExpiredBy(by) && expired.size() < limit - deleted.size())
                        .ifPresent(each -> expired.add(each.key()));
            }
            deleted.addAll(writer.expireAll(expired, by));
        }

        SweepBatch done() {
            return new SweepBatch(deleted, unreadable.size());
        }
    }
}
