package dev.carnet.internal;

import dev.carnet.SessionInfo;
import dev.carnet.UnreadablePolicy;
import dev.carnet.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.time.Instant;
import java.util.Optional;

/** Reads a live session, or none; what the store cannot tell apart is decided here. Thread-safe. */
public final class RecordReader {
    private final SessionStore store;
    private final Bookkeeping bookkeeping;
    private final Events events;

    public RecordReader(SessionStore store, Bookkeeping bookkeeping, Events events) {
        this.store = store;
        this.bookkeeping = bookkeeping;
        this.events = events;
    }

    /**
     * The live session under a key. An expired one is deleted before the answer is "none": else a late write could still
     * lengthen it, and it would have been both.
     */
    public Optional<SessionRecord> live(SessionKey key, Instant now) {
        Instant expiredBy = bookkeeping.rules().expiredBy(now);
        while (true) {
            Optional<SessionRecord> found = find(key);
            if (found.isEmpty() || !found.get().header().isExpiredBy(expiredBy)) {
                return found.map(bookkeeping::adopt);
            }
            if (store.delete(key, expiredBy)) {
                events.expired(SessionInfo.of(found.get().header()));
                return Optional.empty();
            }
        }
    }

    private Optional<SessionRecord> find(SessionKey key) {
        try {
            return store.find(key);
        } catch (UnreadableSessionException e) {
            events.recordUnreadable(e);
            if (bookkeeping.options().onUnreadable() == UnreadablePolicy.FAIL) {
                throw e;
            }
            return Optional.empty();
        }
    }
}
