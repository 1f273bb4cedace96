package dev.carnet;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.internal.CertainDelete;
import dev.carnet.internal.Deletion;
import dev.carnet.internal.Events;
import dev.carnet.internal.ExpiryRules;
import dev.carnet.internal.PrincipalRule;
import dev.carnet.internal.StillThereException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of a store: to find them, count them and end them, one, a user's or all. Sessions are named by their
 * handles. Thread-safe.
 *
 * <p>{@link SessionEngine#sessions()} is the one of an engine. {@link #over} makes one over a store alone, for a tool that has
 * neither a codec nor the application's classes:
 *
 * <pre>{@code
 * try (SessionStore store = config.openStore()) {
 *     SessionDirectory.over(store, config.options()).revokePrincipal("ada", null);
 * }
 * }</pre>
 */
public final class SessionDirectory {
    private static final int PAGE = 500;
    private static final int MOST_PASSES = 1000;

    private final SessionStore store;
    private final InstantSource clock;
    private final ExpiryRules rules;
    private final int sweepBatch;
    private final Events events;
    private final CertainDelete deletion;

    SessionDirectory(SessionStore store, SessionOptions options, InstantSource clock, Events events) {
        this.store = store;
        this.clock = clock;
        this.rules = ExpiryRules.of(options);
        this.sweepBatch = options.sweepBatch();
        this.events = events;
        this.deletion = new CertainDelete(store);
    }

    /**
     * The sessions of a store that no engine has opened. Nothing happens by itself: no sweep runs in the background.
     *
     * @param store stays the caller's to close
     * @param options of which the clock tolerance and the batch of a sweep count
     */
    public static SessionDirectory over(SessionStore store, SessionOptions options) {
        return over(store, options, InstantSource.system());
    }

    /**
     * As {@link #over(SessionStore, SessionOptions)}.
     *
     * @param clock where the time comes from
     * @param listeners told of the sessions that are ended and swept
     */
    public static SessionDirectory over(
            SessionStore store, SessionOptions options, InstantSource clock, SessionListener... listeners) {
        return new SessionDirectory(store, options, clock, new Events(List.of(listeners), clock));
    }

    /** Told each session of a scan. */
    @FunctionalInterface
    public interface Visitor {
        /** Returns whether to go on. */
        boolean visit(SessionRecord session);

        /**
         * Told each record that cannot be read.
         *
         * @param name what the store's own tools call it; perhaps a session's key
         */
        default void unreadable(String name) {}
    }

    /**
     * Shows a visitor every session that a query means. One whose id changes meanwhile may be shown under both keys, unless
     * the query names a principal or a handle.
     *
     * @return how many records on the way could not be read at all
     */
    public int scan(SessionQuery query, Visitor visitor) {
        if (query.principal() != null && PrincipalRule.isNobody(query.principal())) {
            return 0;
        }
        Set<String> seen = new HashSet<>();
        boolean few = query.principal() != null || query.handle() != null;
        int unreadable = 0;
        @Nullable String cursor = null;
        do {
            SessionPage page = store.scan(query, cursor, PAGE);
            unreadable += page.unreadable().size();
            page.unreadable().forEach(visitor::unreadable);
            for (SessionRecord each : page.sessions()) {
                if ((!few || seen.add(each.header().handle())) && !visitor.visit(each)) {
                    return unreadable;
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null);
        return unreadable;
    }

    /** How many sessions a query means. */
    public long count(SessionQuery query) {
        long[] count = {0};
        scan(query, each -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    /** A user's live sessions. */
    public List<SessionInfo> ofPrincipal(String principal) {
        List<SessionInfo> found = new ArrayList<>();
        scan(live(SessionQuery.ALL.ofPrincipal(principal)), each -> found.add(SessionInfo.of(each.header())));
        return found;
    }

    /** The stored session with a handle, its attributes included. */
    public Optional<SessionRecord> find(String handle) {
        List<SessionRecord> found = new ArrayList<>(1);
        scan(SessionQuery.ALL.ofHandle(handle).withAttributes(), each -> {
            found.add(each);
            return false;
        });
        return found.stream().findFirst();
    }

    /** What the store holds for a session now. */
    public Optional<SessionRecord> stored(Session session) {
        return store.find(session.base().header().key());
    }

    /** A query that leaves out sessions which have expired but are not swept yet. */
    public SessionQuery live(SessionQuery query) {
        return query.liveAt(rules.expiredBy(clock.instant()));
    }

    /** A query for just these: what a sweep would delete now. */
    public SessionQuery expired(SessionQuery query) {
        return query.expiredBy(rules.expiredBy(clock.instant()));
    }

    /** Ends the session with a handle; false if there is none. */
    public boolean revoke(String handle) {
        return revoke(SessionQuery.ALL.ofHandle(handle), each -> true).sessions() > 0;
    }

    /**
     * Ends whatever is stored under a key, also what cannot be read as a session; false if there is nothing. For records that
     * have no handle to be found by.
     */
    public boolean revoke(SessionKey key) {
        @Nullable SessionInfo session;
        try {
            Optional<SessionRecord> found = store.find(key);
            if (found.isEmpty()) {
                return false;
            }
            session = SessionInfo.of(found.get().header());
        } catch (UnreadableSessionException e) {
            session = null;
        }
        Deletion outcome = deletion.delete(key);
        if (outcome.found() && session != null) {
            events.destroyed(session, DestroyReason.REVOKED);
        }
        outcome.requireConfirmed();
        return outcome.found() || (session != null && revoke(session.handle()));
    }

    /**
     * Ends a user's sessions. What cannot be read is passed over and counted, whoever's it is.
     *
     * @param exceptHandle one to spare, such as the user's own; null spares none
     */
    public BulkResult revokePrincipal(String principal, @Nullable String exceptHandle) {
        return revoke(
                SessionQuery.ALL.ofPrincipal(principal), each -> !each.handle().equals(exceptHandle));
    }

    /**
     * Deletes expired sessions in bounded batches until none is left, or the thread is interrupted. What cannot be read is
     * passed over and counted.
     *
     * @param progress told the size of each batch
     */
    public BulkResult sweep(LongConsumer progress) {
        long swept = 0;
        SweepBatch batch;
        do {
            batch = store.deleteExpired(rules.expiredBy(clock.instant()), sweepBatch);
            batch.deleted().forEach(each -> events.expired(SessionInfo.of(each)));
            swept += batch.deleted().size();
            progress.accept(batch.deleted().size());
        } while (batch.deleted().size() >= sweepBatch && !Thread.currentThread().isInterrupted());
        events.sweptPast(batch.unreadable());
        return new BulkResult(swept, batch.unreadable());
    }

    /** Ends every session. What cannot be read is passed over and counted. */
    public BulkResult revokeAll() {
        return revoke(SessionQuery.ALL, each -> true);
    }

    /**
     * Repeats until a pass ends nothing, so that a session whose id changes meanwhile does not slip through. One that the
     * store does not delete, or whose end is not confirmed, holds up none of the others; it is told at the end.
     */
    private BulkResult revoke(SessionQuery query, Predicate<SessionHeader> condition) {
        int revoked = 0;
        @Nullable UnconfirmedWriteException unconfirmed = null;
        for (int i = 0; i < MOST_PASSES; i++) {
            Pass pass = new Pass(condition);
            int unreadable = scan(query, pass);
            revoked += pass.ended;
            unconfirmed = unconfirmed == null ? pass.unconfirmed : unconfirmed;
            if (pass.ended == 0 && pass.gone == 0) {
                if (unconfirmed != null) {
                    throw unconfirmed;
                }
                if (pass.left > 0) {
                    throw new StillThereException(pass.left, revoked);
                }
                return new BulkResult(revoked, unreadable);
            }
        }
        throw new SessionStoreException(
                "sessions to be ended kept appearing; " + revoked + " were ended, perhaps not all", null);
    }

    /** One walk over the sessions that are to be ended. */
    private final class Pass implements Visitor {
        private final Predicate<SessionHeader> condition;
        private int ended;
        private int gone;
        private int left;
        private @Nullable UnconfirmedWriteException unconfirmed;

        Pass(Predicate<SessionHeader> condition) {
            this.condition = condition;
        }

        @Override
        public boolean visit(SessionRecord session) {
            SessionHeader header = session.header();
            if (condition.test(header)) {
                end(header);
            }
            return true;
        }

        private void end(SessionHeader header) {
            try {
                Deletion outcome = deletion.delete(header.key());
                unconfirmed = unconfirmed == null ? outcome.unconfirmed() : unconfirmed;
                if (outcome.found()) {
                    ended++;
                    events.destroyed(SessionInfo.of(header), DestroyReason.REVOKED);
                } else {
                    gone++;
                }
            } catch (StillThereException e) {
                left++;
            } catch (UnconfirmedWriteException e) {
                left++;
                unconfirmed = unconfirmed == null ? e : unconfirmed;
            }
        }
    }
}
