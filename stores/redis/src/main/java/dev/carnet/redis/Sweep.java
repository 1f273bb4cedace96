package dev.carnet.redis;

import dev.carnet.redis.SessionReader.Found;
import dev.carnet.redis.walk.NameWalk;
import dev.carnet.redis.walk.NameWalk.Step;
import dev.carnet.redis.walk.Position;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Deletes expired sessions by a scan of all keys of all primaries. Redis deletes them itself too, but without events.
 * Thread-safe.
 */
final class Sweep {
    /** So many ends reach Redis together, and others wait for them: a thousand occupy its single thread for 60 ms. */
    static final int ENDED_AT_ONCE = 25;

    private static final int READ_AT_ONCE = 100;
    private static final int NAMES_AT_ONCE = 1000;

    /** After this number of steps a batch ends even if it is not full. */
    private static final int MOST_STEPS = 100;

    private final SessionReader reader;
    private final SessionWriter writer;
    private final Listing listing;

    Sweep(SessionReader reader, SessionWriter writer, Listing listing) {
        this.reader = reader;
        this.writer = writer;
        this.listing = listing;
    }

    SweepBatch run(SweepQuery query, @Nullable String cursor, int limit) {
        NameWalk walk = listing.all(query.keyPrefix());
        List<SessionRecord> deleted = new ArrayList<>();
        int unreadable = 0;
        Position next = Position.of(cursor);
        for (int i = 0; i < MOST_STEPS && next != null && deleted.size() < limit; i++) {
            Step step = walk.step(next, NAMES_AT_ONCE);
            List<String> names = step.names();
            int room = limit - deleted.size();
            Map<SessionKey, SessionRecord> expired = new LinkedHashMap<>();
            int seen = 0;
            while (seen < names.size() && expired.size() < room) {
                List<String> some = names.subList(seen, Math.min(seen + READ_AT_ONCE, names.size()));
                for (Found each : reader.find(some, query.attributes())) {
                    if (expired.size() == room) {
                        break;
                    }
                    unreadable += each.isUnreadable() ? 1 : 0;
                    each.session()
                            .filter(found -> query.matches(found.header()))
                            .ifPresent(found -> expired.put(found.header().key(), found));
                    seen++;
                }
            }
            deleted.addAll(delete(query, expired));
            next = walk.after(step, names.subList(seen, names.size()));
        }
        return new SweepBatch(deleted, unreadable, next == null ? null : next.text());
    }

    /** Those that were still there and expired. */
    List<SessionRecord> delete(SweepQuery query, Map<SessionKey, SessionRecord> expired) {
        List<SessionRecord> deleted = new ArrayList<>();
        List<SessionKey> keys = List.copyOf(expired.keySet());
        for (int from = 0; from < keys.size(); from += ENDED_AT_ONCE) {
            List<SessionKey> some = keys.subList(from, Math.min(from + ENDED_AT_ONCE, keys.size()));
            for (SessionHeader each : writer.expireAll(some, query.by())) {
                deleted.add(
                        query.attributes()
                                ? Objects.requireNonNull(expired.get(each.key()))
                                : new SessionRecord(each, Attributes.NONE));
            }
        }
        return deleted;
    }
}
