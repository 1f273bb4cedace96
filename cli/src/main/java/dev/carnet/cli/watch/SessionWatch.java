package dev.carnet.cli.watch;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what happens to sessions by comparing the store with what it held a round before. A round reads headers, at most as
 * many as it is told, and looks up at most {@value #LOOKUPS} sessions that have vanished: by key, and then by handle. A store without
 * an index of handles reads all sessions for that, so look-ups by handle take a second of each round on average, and wait if one
 * took longer. In a larger store it watches a sample:
 * the sessions whose key begins with a letter, or with more of them. Keys are digests, so that each letter stands for a 64th of
 * them. Not thread-safe.
 */
final class SessionWatch {
    /** One of the letters by which every store finds keys, see {@link SessionQuery#keyPrefix()}. */
    private static final String LETTER = "k";

    private static final long LETTERS = 64;
    private static final int LOOKUPS = 100;
    private static final int PAGE = 1000;

    /** What look-ups by handle may take in each round. */
    private static final Duration BY_HANDLE = Duration.ofSeconds(1);

    /** Servers' clocks may differ by so much, and a session is stored some time after it began. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final SessionStore store;
    private final SessionQuery query;
    private final int most;
    private final LongSupplier nanos;

    /** What is left for look-ups by handle; below zero if one took longer. */
    private Duration leftByHandle = Duration.ZERO;

    private String sample = "";
    private long share = 1;
    private @Nullable Map<String, Seen> before;
    private Instant beganBefore = Instant.MAX;

    /** What can happen. */
    enum Kind {
        BEGUN,
        /** Ended by somebody. */
        ENDED,
        EXPIRED,
        /** It has a new id, or has come from another store. */
        MOVED,
        /** Somebody has logged in or out in it. */
        USER
    }

    /**
     * Something that has happened to a session.
     *
     * @param user the session's, before the event if it is over, else after
     */
    record Happening(Kind kind, String handle, @Nullable String user) {}

    /** All that is kept of a session from one round to the next. */
    private record Seen(
            SessionKey key, Instant expiresAt, @Nullable String user) {
        static Seen of(SessionHeader header) {
            return new Seen(header.key(), header.expiresAt(), header.principal());
        }
    }

    /**
     * Watches from the first round on.
     *
     * @param query which sessions
     * @param most how many headers a round reads at most; one more shows that there are too many
     * @param nanos as {@link System#nanoTime}
     */
    SessionWatch(SessionStore store, SessionQuery query, int most, LongSupplier nanos) {
        this.store = store;
        this.query = query;
        this.most = most;
        this.nanos = nanos;
    }

    /** Of so many sessions one is watched. */
    long share() {
        return share;
    }

    /** How many sessions the last round has found. */
    int watched() {
        return before == null ? 0 : before.size();
    }

    /**
     * Reads the store and says what has happened since the last round; the first round says nothing.
     *
     * @param liveBy what has expired by this instant is over
     */
    List<Happening> round(Instant now, Instant liveBy) {
        Map<String, Seen> last = before;
        Map<String, SessionHeader> found = read(liveBy);
        while (found.size() > most) {
            sample += LETTER;
            share *= LETTERS;
            last = null; // nothing can be compared with what was just another sample
            found = read(liveBy);
        }
        List<Happening> happened = last == null ? List.of() : compared(last, found, liveBy);
        beganBefore = now.minus(TOLERANCE);
        Map<String, Seen> next = new HashMap<>();
        found.values().forEach(each -> next.put(each.handle(), Seen.of(each)));
        before = next;
        return happened;
    }

    private Map<String, SessionHeader> read(Instant liveBy) {
        SessionQuery sampled = query.within(query.keyPrefix() + sample).liveAt(liveBy);
        Map<String, SessionHeader> found = new HashMap<>();
        @Nullable String cursor = null;
        do {
            SessionPage page = store.scan(sampled, cursor, Math.min(PAGE, most + 1));
            for (SessionRecord each : page.sessions()) {
                found.put(each.header().handle(), each.header());
            }
            cursor = page.nextCursor();
        } while (cursor != null && found.size() <= most);
        return found;
    }

    private List<Happening> compared(Map<String, Seen> last, Map<String, SessionHeader> found, Instant liveBy) {
        List<Happening> happened = new ArrayList<>();
        for (SessionHeader each : found.values()) {
            Seen seen = last.remove(each.handle());
            Kind kind = seen == null ? appeared(each) : changed(seen, each);
            if (kind != null) {
                happened.add(new Happening(kind, each.handle(), each.principal()));
            }
        }
        vanished(last, found, happened, liveBy);
        return happened;
    }

    private Kind appeared(SessionHeader header) {
        if (header.isForeign() || !header.createdAt().isBefore(beganBefore)) {
            return Kind.BEGUN;
        }
        return query.principal() == null ? Kind.MOVED : Kind.USER;
    }

    private static @Nullable Kind changed(Seen seen, SessionHeader header) {
        if (!Objects.equals(seen.user(), header.principal())) {
            return Kind.USER;
        }
        return seen.key().equals(header.key()) ? null : Kind.MOVED;
    }

    /** What the scan has not met may have got a new id meanwhile, out of the sample or out of the scan's way. */
    private void vanished(
            Map<String, Seen> gone, Map<String, SessionHeader> found, Collection<Happening> happened, Instant liveBy) {
        int lookups = 0;
        Duration next = leftByHandle.plus(BY_HANDLE);
        leftByHandle = next.compareTo(BY_HANDLE) > 0 ? BY_HANDLE : next;
        for (Map.Entry<String, Seen> each : gone.entrySet()) {
            Seen seen = each.getValue();
            Optional<SessionHeader> now = lookups++ < LOOKUPS ? lookUp(each.getKey(), seen) : Optional.empty();
            if (now.isPresent() && !now.get().isExpiredBy(liveBy)) {
                SessionHeader header = now.get();
                Kind kind = changed(seen, header);
                if (kind != null) {
                    happened.add(new Happening(kind, header.handle(), header.principal()));
                }
                if (query.within(query.keyPrefix() + sample).matches(header)) {
                    found.put(header.handle(), header);
                }
            } else {
                boolean isExpired = now.isPresent() || !seen.expiresAt().isAfter(liveBy);
                happened.add(new Happening(isExpired ? Kind.EXPIRED : Kind.ENDED, each.getKey(), seen.user()));
            }
        }
    }

    private Optional<SessionHeader> lookUp(String handle, Seen seen) {
        try {
            return store.find(seen.key())
                    .filter(each -> each.header().handle().equals(handle))
                    .or(() -> findByHandle(handle))
                    .map(SessionRecord::header);
        } catch (UnreadableSessionException damaged) {
            return Optional.empty();
        }
    }

    private Optional<SessionRecord> findByHandle(String handle) {
        if (leftByHandle.isNegative() || leftByHandle.isZero()) {
            return Optional.empty();
        }
        long begun = nanos.getAsLong();
        try {
            return store.findByHandle(handle);
        } finally {
            leftByHandle = leftByHandle.minusNanos(nanos.getAsLong() - begun);
        }
    }
}
