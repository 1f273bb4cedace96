package dev.carnet.fallback;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.carried.CarriedSessions;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store whose {@linkplain CarriedSessions#NOTE notes} are no sessions: whoever lists, counts and ends sessions does not meet
 * them, and they end by their own time. Thread-safe.
 */
public final class NotesOverlooked extends ForwardingSessionStore {
    public NotesOverlooked(SessionStore store) {
        super(store);
    }

    private static boolean isSession(SessionRecord found) {
        return !isNote(found.header().key());
    }

    private static boolean isNote(SessionKey key) {
        return key.value().contains(CarriedSessions.NOTE);
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        SessionPage page = delegate().scan(query, cursor, limit);
        List<SessionRecord> sessions =
                page.sessions().stream().filter(NotesOverlooked::isSession).toList();
        return new SessionPage(sessions, page.unreadable(), page.nextCursor());
    }

    /** Two questions: notes are records like others to the store. */
    @Override
    public long count(SessionQuery query) {
        String prefix = query.keyPrefix();
        long notes = delegate().count(query.within(prefix + CarriedSessions.NOTE));
        if (!prefix.isEmpty() && CarriedSessions.NOTE.startsWith(prefix)) {
            notes += delegate().count(query.within(CarriedSessions.NOTE));
        }
        return Math.max(0, delegate().count(query) - notes);
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SweepBatch batch = delegate().deleteExpired(query, cursor, limit);
        return new SweepBatch(
                batch.deleted().stream().filter(NotesOverlooked::isSession).toList(),
                batch.unreadable(),
                batch.nextCursor());
    }
}
