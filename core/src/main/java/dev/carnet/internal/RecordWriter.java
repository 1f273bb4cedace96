package dev.carnet.internal;

import dev.carnet.SessionGoneException;
import dev.carnet.SessionInfo;
import dev.carnet.SessionStoreException;
import dev.carnet.SessionTooLargeException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Printable;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UnconfirmedWriteException;
import dev.carnet.spi.UpdateResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Stores a change so that no other writer's change is lost and no ended session comes back: writes guarded, and on a
 * conflict reads again, applies the change to what it finds and writes again, until a deadline. Thread-safe.
 *
 * <p>A write is never sent twice on suspicion: where its answer is lost, the record is read, and only this write's own
 * version there says that it was stored; of an id change, only if the old key is free as well. A write that the store calls
 * unconfirmed has failed.
 */
public final class RecordWriter {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final SessionStore store;
    private final CertainDelete deletion;
    private final IdScheme ids;
    private final Bookkeeping bookkeeping;
    private final Events events;
    private final long maxBytes;
    private final Duration conflictTimeout;

    /** Writers of one session in this process merge one after the other. */
    private final KeyLocks locks = new KeyLocks();

    public RecordWriter(SessionStore store, IdScheme ids, Bookkeeping bookkeeping, Events events) {
        this.store = store;
        this.deletion = new CertainDelete(store);
        this.ids = ids;
        this.bookkeeping = bookkeeping;
        this.events = events;
        this.maxBytes =
                Math.min(bookkeeping.options().maxBytes(), store.traits().maxSessionBytes());
        this.conflictTimeout = bookkeeping.options().conflictTimeout();
    }

    /**
     * Inserts a session.
     *
     * @param blank the session before the change
     * @return what is stored
     */
    public SessionRecord create(SessionRecord blank, Change change, Instant accessedAt) {
        SessionRecord session = fit(step(change, accessedAt).of(blank));
        boolean created;
        try {
            created = store.create(session);
        } catch (SessionStoreException unknown) {
            created = settle(unknown, () -> isStored(session));
        }
        if (!created && !isStored(session)) {
            throw new SessionStoreException("the store says that the key of a new session is taken", null);
        }
        return session;
    }

    /**
     * Stores a change.
     *
     * @param base the session as it was read
     * @return what is stored, other writers' changes included
     * @throws SessionGoneException if the session is not there any more
     */
    public SessionRecord save(SessionRecord base, Change change, Instant accessedAt) {
        NextState step = step(change, accessedAt);
        SessionRecord next = fit(step.of(base));
        return switch (write(base, next, change)) {
            case SAVED -> next;
            case GONE -> throw gone();
            case CONFLICT -> merge(base, step);
        };
    }

    private SessionRecord merge(SessionRecord base, NextState step) {
        long deadline = System.nanoTime() + conflictTimeout.toNanos();
        SessionKey key = base.header().key();
        if (!locks.tryLock(key, conflictTimeout.toNanos())) {
            throw tooManyWriters();
        }
        try {
            for (int attempt = 2; ; attempt++) {
                Optional<SessionRecord> found = store.find(key);
                if (found.isEmpty()) {
                    return movedByThisWrite(step).orElseThrow(RecordWriter::gone);
                }
                SessionRecord current = bookkeeping.adopt(found.get());
                if (current.header().version() == step.version()) {
                    return current;
                }
                if (!current.header().handle().equals(base.header().handle())) {
                    throw gone();
                }
                SessionRecord next = fit(step.of(current));
                switch (write(current, next, step.change())) {
                    case SAVED -> {
                        events.conflictMerged(SessionInfo.of(next.header()), attempt);
                        return next;
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

    private UpdateResult write(SessionRecord base, SessionRecord next, Change change) {
        try {
            return store.update(new SessionUpdate(base, next, change));
        } catch (SessionStoreException unknown) {
            settle(unknown, () -> isStored(next) && !wasHalfAnIdChange(base, next));
            return UpdateResult.SAVED;
        }
    }

    /** Whether a write whose answer is lost was stored: true, or the failure is thrown. */
    private static boolean settle(SessionStoreException unknown, BooleanSupplier isStored) {
        if (unknown instanceof UnconfirmedWriteException) {
            throw unknown;
        }
        try {
            if (isStored.getAsBoolean()) {
                return true;
            }
        } catch (SessionStoreException again) {
            unknown.addSuppressed(again);
        }
        throw unknown;
    }

    private boolean isStored(SessionRecord written) {
        return store.find(written.header().key())
                .filter(found -> found.header().version() == written.header().version())
                .isPresent();
    }

    /**
     * Where an id change takes two steps, the second may be the one that was lost, and the old id would live on. Nobody has
     * seen the new id yet: its record goes, so that the change may be tried again.
     */
    private boolean wasHalfAnIdChange(SessionRecord base, SessionRecord written) {
        SessionKey old = base.header().key();
        SessionKey now = written.header().key();
        boolean half = !old.equals(now)
                && store.find(old)
                        .filter(found ->
                                found.header().handle().equals(base.header().handle()))
                        .isPresent();
        if (half) {
            deletion.delete(now);
        }
        return half;
    }

    private Optional<SessionRecord> movedByThisWrite(NextState step) {
        SessionKey newKey = step.change().newKey();
        return newKey == null
                ? Optional.empty()
                : store.find(newKey).filter(found -> found.header().version() == step.version());
    }

    private NextState step(Change change, Instant accessedAt) {
        return new NextState(change, accessedAt, bookkeeping.clock().instant(), ids.newVersion(), bookkeeping.rules());
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
        throw new SessionTooLargeException("the session has " + size + " bytes, allowed are " + maxBytes
                + "; its largest attributes: " + largest
                + ". Keep large data elsewhere and its key in the session, or raise session_max_bytes");
    }

    private static int sizeOf(Attributes attributes, String name) {
        return Attributes.size(name, Objects.requireNonNull(attributes.get(name)));
    }

    private static SessionGoneException gone() {
        return new SessionGoneException(
                "the session was destroyed, expired or given a new id meanwhile; the change is dropped");
    }
}
