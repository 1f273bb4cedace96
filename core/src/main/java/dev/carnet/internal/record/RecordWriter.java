package dev.carnet.internal.record;

import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.event.SessionInfo;
import dev.carnet.internal.watch.Events;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.Versions;
import dev.carnet.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores changes so that no other writer's change is lost and no ended session comes back: it writes with a guard, and
 * on a conflict it reads again, applies the change to the stored state and writes again, until a deadline. Thread-safe.
 *
 * <p>A write is never sent twice: if its answer is lost, the record is read, and the write counts as stored only if the
 * record has its version; for an id change, only if the old key is free, too. An id change that was not stored is
 * prevented from being stored later, because the session would move to an id that nobody knows.
 */
public final class RecordWriter {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SessionStore store;
    private final CertainDelete deletion;
    private final InitialState initialState;
    private final Events events;
    private final long maxBytes;
    private final Duration conflictTimeout;

    /** Writers of one session in this process merge one after the other. */
    private final KeyLocks locks = new KeyLocks();

    public RecordWriter(SessionStore store, InitialState initialState, Events events) {
        this.store = store;
        this.deletion = new CertainDelete(store);
        this.initialState = initialState;
        this.events = events;
        this.maxBytes =
                Math.min(initialState.options().maxBytes(), store.traits().maxSessionBytes());
        this.conflictTimeout = initialState.options().conflictTimeout();
    }

    /**
     * Inserts a session.
     *
     * @param blank the session before the change
     * @return what is stored
     */
    public Written create(SessionRecord blank, Change change, Instant accessedAt) {
        return inserted(createIfFree(blank, change, accessedAt));
    }

    /** As {@link #create}; empty if something else is stored under the session's key. */
    public Optional<Written> createIfFree(SessionRecord blank, Change change, Instant accessedAt) {
        return insert(fit(step(change, accessedAt).of(blank)));
    }

    /** As {@link #create}, but the session expires at the latest at an instant unless it is touched before. */
    public Written createUntil(SessionRecord blank, Change change, Instant accessedAt, Instant latest) {
        SessionRecord session = fit(step(change, accessedAt).of(blank));
        SessionHeader header = session.header();
        Instant end = header.expiresAt().isAfter(latest) ? latest : header.expiresAt();
        SessionHeader bounded = header.withTimes(header.createdAt(), header.lastAccessedAt(), end);
        return inserted(insert(new SessionRecord(bounded, session.attributes())));
    }

    private static Written inserted(Optional<Written> inserted) {
        return inserted.orElseThrow(() ->
                new SessionStoreException("the store reports that the key of a new session already exists", null));
    }

    private Optional<Written> insert(SessionRecord session) {
        boolean created;
        try {
            created = store.create(session);
        } catch (SessionStoreException unknown) {
            return Optional.of(new Written(session, settle(unknown, () -> isStored(session))));
        }
        return created || isStored(session) ? Optional.of(new Written(session, null)) : Optional.empty();
    }

    /**
     * Stores a change.
     *
     * @param base the session as it was read
     * @return what is stored, other writers' changes included
     * @throws SessionGoneException if the session is not there any more
     */
    public Written save(SessionRecord base, Change change, Instant accessedAt) {
        NextState step = step(change, accessedAt);
        SessionRecord next = fit(step.of(base));
        Attempt attempt = write(base, next, change);
        return switch (attempt.result()) {
            case SAVED -> new Written(next, attempt.unconfirmed());
            case GONE -> throw gone();
            case CONFLICT -> merge(base, step);
        };
    }

    private Written merge(SessionRecord base, NextState step) {
        long deadline = System.nanoTime() + conflictTimeout.toNanos();
        SessionKey key = base.header().key();
        if (!locks.tryLock(key, conflictTimeout.toNanos())) {
            throw tooManyWriters();
        }
        try {
            for (int attempt = 2; ; attempt++) {
                Optional<SessionRecord> found = store.find(key);
                if (found.isEmpty()) {
                    return new Written(movedByThisWrite(step).orElseThrow(RecordWriter::gone), null);
                }
                SessionRecord current = initialState.adopt(found.get());
                if (current.header().version() == step.version()) {
                    return new Written(current, null);
                }
                if (!current.header().handle().equals(base.header().handle())) {
                    throw gone();
                }
                SessionRecord next = fit(step.of(current));
                Attempt write = write(current, next, step.change());
                switch (write.result()) {
                    case SAVED -> {
                        events.conflictMerged(SessionInfo.of(next.header()), attempt);
                        return new Written(next, write.unconfirmed());
                    }
                    case GONE -> throw gone();
                    case CONFLICT -> pause(attempt, deadline);
                }
            }
        } finally {
            locks.unlock(key);
        }
    }

    private void pause(int attempt, long deadline) {
        long left = deadline - System.nanoTime();
        if (left <= 0 || Thread.currentThread().isInterrupted()) {
            throw tooManyWriters();
        }
        long most = Math.min(LONGEST_PAUSE_NANOS, TimeUnit.MILLISECONDS.toNanos(1) << Math.min(attempt, 10));
        LockSupport.parkNanos(Math.min(left, ThreadLocalRandom.current().nextLong(most)));
    }

    private SessionStoreException tooManyWriters() {
        return new SessionStoreException(
                "other writers kept changing the session for " + conflictTimeout.toMillis()
                        + " ms; the change is not stored",
                null);
    }

    /**
     * What came of one try to write.
     *
     * @param unconfirmed see {@link Written}
     */
    private record Attempt(UpdateResult result, @Nullable UnconfirmedWriteException unconfirmed) {}

    private Attempt write(SessionRecord base, SessionRecord next, Change change) {
        try {
            return new Attempt(store.update(new SessionUpdate(base, next, change)), null);
        } catch (WriteNotStoredException known) {
            throw known;
        } catch (SessionStoreException unknown) {
            return new Attempt(
                    UpdateResult.SAVED,
                    settle(unknown, () -> change.newKey() == null ? isStored(next) : hasMoved(base, next)));
        }
    }

    /** Throws the failure of a write, unless the write was carried out; gives what is to be told even then, or null. */
    private static @Nullable UnconfirmedWriteException settle(
            SessionStoreException failure, BooleanSupplier isCarriedOut) {
        UnconfirmedWriteException unconfirmed = failure instanceof UnconfirmedWriteException each ? each : null;
        if (unconfirmed != null && unconfirmed.isCarriedOut()) {
            return unconfirmed;
        }
        try {
            if (isCarriedOut.getAsBoolean()) {
                return unconfirmed;
            }
        } catch (SessionStoreException again) {
            failure.addSuppressed(again);
        }
        throw failure;
    }

    private boolean isStored(SessionRecord written) {
        return store.find(written.header().key())
                .filter(found -> found.header().version() == written.header().version())
                .isPresent();
    }

    /**
     * Whether an id change whose answer was lost was carried out, both steps of it where it takes two. If the session is
     * still under its old key, it gets a new version there, which the guard of whatever is still on its way refuses. Nobody
     * has seen the new id yet: its record goes, so that the change may be tried again.
     */
    private boolean hasMoved(SessionRecord base, SessionRecord next) {
        if (!isThere(base) || (!forestall(base) && !isThere(base))) {
            return isStored(next);
        }
        if (isStored(next)) {
            deletion.delete(next.header().key());
        }
        return false;
    }

    private boolean isThere(SessionRecord base) {
        return store.find(base.header().key())
                .filter(found -> found.header().handle().equals(base.header().handle()))
                .isPresent();
    }

    private boolean forestall(SessionRecord base) {
        SessionHeader header = base.header();
        Change.SetTo<Duration> maxIdle = header.isForeign() ? new Change.SetTo<>(header.maxIdle()) : null;
        Change nothing = new Change(Map.of(), Set.of(), null, maxIdle, null);
        SessionRecord next = step(nothing, header.lastAccessedAt()).of(base);
        try {
            return store.update(new SessionUpdate(base, next, nothing)) == UpdateResult.SAVED;
        } catch (UnconfirmedWriteException e) {
            if (e.isCarriedOut()) {
                return true;
            }
            throw e;
        }
    }

    private Optional<SessionRecord> movedByThisWrite(NextState step) {
        SessionKey newKey = step.change().newKey();
        return newKey == null
                ? Optional.empty()
                : store.find(newKey).filter(found -> found.header().version() == step.version());
    }

    private NextState step(Change change, Instant accessedAt) {
        return new NextState(change, accessedAt, initialState.clock().instant(), Versions.next(), initialState.rules());
    }

    private SessionRecord fit(SessionRecord session) {
        int size = session.header().size();
        if (size <= maxBytes) {
            return session;
        }
        String largest = session.attributes().values().entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, ?> each) -> sizeOf(session.attributes(), each.getKey()))
                        .reversed())
                .limit(3)
                .map(each -> "'" + Printable.name(each.getKey()) + "' " + sizeOf(session.attributes(), each.getKey()))
                .collect(Collectors.joining(", "));
        throw new SessionTooLargeException("the session is " + size + " bytes; the limit is " + maxBytes
                + "; its largest attributes: " + largest
                + ". Store large data elsewhere and only its key in the session, or raise session_max_bytes");
    }

    private static int sizeOf(Attributes attributes, String name) {
        return new Attributes(Map.of(name, Objects.requireNonNull(attributes.get(name)))).size();
    }

    private static SessionGoneException gone() {
        return new SessionGoneException(
                "the session was destroyed, expired or got a new id in the meantime; the change is dropped");
    }
}
