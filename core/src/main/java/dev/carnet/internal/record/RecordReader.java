package dev.carnet.internal.record;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.SessionInfo;
import dev.carnet.internal.watch.Events;
import dev.carnet.options.UnreadablePolicy;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads live sessions, and decides whether a session has expired. Thread-safe. */
public final class RecordReader {
    private static final int MOST_DELETIONS = 3;

    private final SessionStore store;
    private final InitialState initialState;
    private final ExpiryRules rules;
    private final boolean hashIds;
    private final Events events;

    public RecordReader(SessionStore store, InitialState initialState, Events events) {
        this.store = store;
        this.initialState = initialState;
        this.rules = initialState.rules();
        this.hashIds = initialState.options().hashIds();
        this.events = events;
    }

    /**
     * The live session under a key. An expired one is deleted before the answer is "none": otherwise a late write could still
     * extend it, and it would have been both. If the store does not delete it, the answer is "none" all the same, after a
     * bounded number of attempts, and the listeners are told.
     */
    public Optional<SessionRecord> live(SessionKey key, Instant now) {
        Instant expiredBy = rules.expiredBy(now);
        Optional<SessionRecord> found = find(key, true);
        return found.isPresent() && found.get().header().isExpiredBy(expiredBy)
                ? end(key, found.get(), expiredBy)
                : found;
    }

    /** Deletes an expired session. One that another writer has extended meanwhile is live again. */
    private Optional<SessionRecord> end(SessionKey key, SessionRecord expired, Instant expiredBy) {
        @Nullable SessionStoreException failure = null;
        for (int attempt = 1; attempt <= MOST_DELETIONS && failure == null; attempt++) {
            try {
                if (store.delete(key, expiredBy)) {
                    events.expired(expired);
                    return Optional.empty();
                }
            } catch (UnconfirmedWriteException e) {
                if (e.isCarriedOut()) {
                    events.expired(expired);
                    return Optional.empty();
                }
                failure = e;
            } catch (SessionStoreException e) {
                failure = e;
            }
            Optional<SessionRecord> found = find(key, false);
            if (found.isEmpty() || !found.get().header().isExpiredBy(expiredBy)) {
                return found;
            }
            if (failure == null && Thread.currentThread().isInterrupted()) {
                failure = new InterruptedDeletionException();
            }
        }
        events.expiredNotDeleted(SessionInfo.of(expired.header()), failure);
        return Optional.empty();
    }

    /** @param isAsked whether a request asks for it, rather than this class once more */
    private Optional<SessionRecord> find(SessionKey key, boolean isAsked) {
        try {
            Optional<SessionRecord> found = store.find(key).map(this::ofOurKind);
            if (isAsked && found.isPresent()) {
                events.knownId();
            } else if (isAsked) {
                events.unknownId();
            }
            return found;
        } catch (UnreadableSessionException e) {
            events.recordUnreadable(e);
            if (initialState.options().onUnreadable() == UnreadablePolicy.FAIL) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /**
     * A digest is public: were it accepted as an id, every copy of the store would be a set of working cookies. So a record
     * says what its key is, and one whose key is not what this engine's keys are is no session. One that says nothing is
     * taken as it is, and given what it lacks.
     */
    private SessionRecord ofOurKind(SessionRecord found) {
        SessionHeader header = found.header();
        Boolean hashed = header.hashed();
        if (hashed == null || header.isForeign()) {
            return initialState.adopt(found);
        }
        if (hashed != hashIds) {
            throw new UnreadableSessionException(
                    hashed
                            ? "a stored session has the digest of its id as its key, but hash_ids is false; it is"
                                    + " left unchanged. Set hash_ids to the value with which the store was written"
                            : "a stored session has the id itself as its key, but hash_ids is true; it is left"
                                    + " unchanged. Set hash_ids to the value with which the store was written",
                    null);
        }
        return found;
    }
}
