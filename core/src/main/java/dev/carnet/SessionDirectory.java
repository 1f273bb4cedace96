package dev.carnet;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.internal.record.CertainDelete;
import dev.carnet.internal.record.Deletion;
import dev.carnet.internal.record.ExpiryRules;
import dev.carnet.internal.record.PrincipalRule;
import dev.carnet.internal.watch.Events;
import dev.carnet.internal.watch.StillThereException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final String keyPrefix;
    private final InstantSource clock;
    private final ExpiryRules rules;
    private final int sweepBatch;
    private final Events events;
    private final CertainDelete deletion;

    SessionDirectory(SessionStore store, SessionOptions options, InstantSource clock, Events events) {
        this.store = store;
        this.keyPrefix = options.keyPrefix();
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
     * @param options of which the clock tolerance, the batch of a sweep and the scope count
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
     * the query names a principal.
     *
     * @return how many records on the way could not be read at all
     */
    public int scan(SessionQuery query, Visitor visitor) {
        Set<String> seen = new HashSet<>();
        boolean few = query.principal() != null;
        int[] unreadable = {0};
        pages(query, page -> {
            unreadable[0] += page.unreadable().size();
            page.unreadable().forEach(visitor::unreadable);
            for (SessionRecord each : page.sessions()) {
                if ((!few || seen.add(each.header().handle())) && !visitor.visit(each)) {
                    return false;
                }
            }
            return true;
        });
        return unreadable[0];
    }

    /** Goes through the pages of a query for as long as it is wanted. */
    private void pages(SessionQuery query, Predicate<SessionPage> goesOn) {
        if (isOfNobody(query)) {
            return;
        }
        SessionQuery scoped = query.within(keyPrefix);
        @Nullable String cursor = null;
        do {
            SessionPage page = store.scan(scoped, cursor, PAGE);
            cursor = page.nextCursor();
            if (!goesOn.test(page)) {
                return;
            }
        } while (cursor != null);
    }

    private static boolean isOfNobody(SessionQuery query) {
        return query.principal() != null && PrincipalRule.isNobody(query.principal());
    }

    /** How many sessions a query means; the store counts. */
    public long count(SessionQuery query) {
        return isOfNobody(query) ? 0 : store.count(query.within(keyPrefix));
    }

    /** A user's live sessions. */
    public List<SessionInfo> ofPrincipal(String principal) {
        List<SessionInfo> found = new ArrayList<>();
        scan(live(SessionQuery.ALL.ofPrincipal(principal)), each -> found.add(SessionInfo.of(each.header())));
        return found;
    }

    /**
     * The stored session with a handle, its attributes included.
     *
     * @throws UnreadableSessionException if there is one and it cannot be read
     */
    public Optional<SessionRecord> find(String handle) {
        return store.findByHandle(handle)
                .filter(found -> found.header().key().value().startsWith(keyPrefix));
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

    /**
     * Ends the session with a handle; false if there is none.
     *
     * @throws UnreadableSessionException if there is one and it cannot be read
     */
    public boolean revoke(String handle) {
        boolean ended = false;
        for (int i = 0; i < MOST_PASSES; i++) {
            SessionRecord found = find(handle).orElse(null);
            if (found == null) {
                return ended;
            }
            Deletion outcome = deletion.delete(found.header().key());
            if (outcome.found()) {
                events.destroyed(SessionInfo.of(found.header()), DestroyReason.REVOKED);
                ended = true;
            }
            outcome.requireConfirmed();
        }
        throw keepsAppearing(1);
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
        return endWhere(
                SessionQuery.ALL.ofPrincipal(principal), each -> !each.handle().equals(exceptHandle), ended -> {});
    }

    /**
     * Deletes expired sessions in bounded batches, in one walk, until that ends or the thread is interrupted. What cannot be
     * read is passed over and counted.
     *
     * @param progress told the size of each batch
     */
    public BulkResult sweep(LongConsumer progress) {
        long swept = 0;
        int unreadable = 0;
        SweepQuery expired = SweepQuery.by(rules.expiredBy(clock.instant())).within(keyPrefix);
        SweepQuery query = events.wantsExpiredAttributes() ? expired.withAttributes() : expired;
        @Nullable String cursor = null;
        do {
            SweepBatch batch = store.deleteExpired(query, cursor, sweepBatch);
            batch.deleted().forEach(events::expired);
            swept += batch.deleted().size();
            unreadable += batch.unreadable();
            cursor = batch.nextCursor();
            progress.accept(batch.deleted().size());
        } while (cursor != null && !Thread.currentThread().isInterrupted());
        events.sweptPast(unreadable);
        return new BulkResult(swept, unreadable);
    }

    /** Ends every session. What cannot be read is passed over and counted. */
    public BulkResult revokeAll() {
        return revoke(SessionQuery.ALL);
    }

    /**
     * Ends every session that a query means when it is come upon; an access between that and its end does not save it. What
     * cannot be read is passed over and counted.
     */
    public BulkResult revoke(SessionQuery query) {
        return endWhere(query, each -> true, ended -> {});
    }

    /**
     * As {@link #revoke(SessionQuery)}.
     *
     * @param progress told how many sessions each page ended
     */
    public BulkResult revoke(SessionQuery query, LongConsumer progress) {
        return endWhere(query, each -> true, progress);
    }

    /**
     * Repeats until a pass ends nothing, so that a session whose id changes meanwhile does not slip through. One that the
     * store does not delete, or whose end is not confirmed, holds up none of the others; it is told at the end.
     */
    private BulkResult endWhere(SessionQuery query, Predicate<SessionHeader> condition, LongConsumer progress) {
        int revoked = 0;
        @Nullable UnconfirmedWriteException unconfirmed = null;
        for (int i = 0; i < MOST_PASSES; i++) {
            Pass pass = new Pass(condition, progress);
            pages(query, pass);
            revoked += pass.ended;
            unconfirmed = unconfirmed == null ? pass.unconfirmed : unconfirmed;
            if (pass.ended == 0 && pass.gone == 0) {
                if (unconfirmed != null) {
                    throw unconfirmed;
                }
                if (pass.left > 0) {
                    throw new StillThereException(pass.left, revoked);
                }
                return new BulkResult(revoked, pass.unreadable);
            }
        }
        throw keepsAppearing(revoked);
    }

    private static SessionStoreException keepsAppearing(int revoked) {
        return new SessionStoreException(
                "new sessions kept appearing while sessions were ended; " + revoked + " were ended, possibly not all", null);
    }

    /** One walk over the sessions that are to be ended, a page at a time. */
    private final class Pass implements Predicate<SessionPage> {
        private final Predicate<SessionHeader> condition;
        private final LongConsumer progress;
        private int ended;
        private int gone;
        private int left;
        private int unreadable;
        private @Nullable UnconfirmedWriteException unconfirmed;

        Pass(Predicate<SessionHeader> condition, LongConsumer progress) {
            this.condition = condition;
            this.progress = progress;
        }

        @Override
        public boolean test(SessionPage page) {
            unreadable += page.unreadable().size();
            Map<SessionKey, SessionHeader> wanted = new LinkedHashMap<>();
            page.sessions().stream()
                    .map(SessionRecord::header)
                    .filter(condition)
                    .forEach(each -> wanted.put(each.key(), each));
            if (!wanted.isEmpty()) {
                int before = ended;
                endAll(wanted);
                wanted.values().forEach(this::endOne);
                progress.accept(ended - before);
            }
            return true;
        }

        /** Ends what the store ends at once; the rest stays in the map. */
        private void endAll(Map<SessionKey, SessionHeader> wanted) {
            try {
                store.deleteAll(wanted.keySet()).forEach(each -> ended(wanted.remove(each)));
            } catch (UnconfirmedWriteException e) {
                note(e);
                List<SessionKey> keys = List.copyOf(wanted.keySet());
                keys.stream().filter(deletion::isGone).forEach(each -> ended(wanted.remove(each)));
            }
        }

        private void endOne(SessionHeader header) {
            try {
                Deletion outcome = deletion.delete(header.key());
                if (outcome.unconfirmed() != null) {
                    note(outcome.unconfirmed());
                }
                if (outcome.found()) {
                    ended(header);
                } else {
                    gone++;
                }
            } catch (StillThereException e) {
                left++;
            } catch (UnconfirmedWriteException e) {
                left++;
                note(e);
            }
        }

        private void ended(@Nullable SessionHeader header) {
            if (header != null) {
                ended++;
                events.destroyed(SessionInfo.of(header), DestroyReason.REVOKED);
            }
        }

        private void note(UnconfirmedWriteException e) {
            unconfirmed = unconfirmed == null ? e : unconfirmed;
        }
    }
}
