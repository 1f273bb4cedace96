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
import dev.carnet.internal.text.Handles;
import dev.carnet.internal.watch.Events;
import dev.carnet.internal.watch.StillThereException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
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
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All sessions of a store: finds, counts and ends them, one by one, by user, or all. Sessions are identified by their
 * handles. Thread-safe.
 *
 * <p>{@link SessionEngine#sessions()} returns that of an engine. {@link #over} creates one for a store alone, for a tool
 * without a codec and the application's classes:
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
     * The sessions of a store without an engine. No sweep runs in the background.
     *
     * @param store must be closed by the caller
     * @param options options, of which the clock tolerance, the sweep batch and the scope are used
     */
    public static SessionDirectory over(SessionStore store, SessionOptions options) {
        return over(store, options, InstantSource.system());
    }

    /**
     * Like {@link #over(SessionStore, SessionOptions)}.
     *
     * @param clock the source of the time
     * @param listeners receive the events of ended and swept sessions
     */
    public static SessionDirectory over(
            SessionStore store, SessionOptions options, InstantSource clock, SessionListener... listeners) {
        return new SessionDirectory(store, options, clock, new Events(List.of(listeners), clock));
    }

    /** Receives each session of a scan. */
    @FunctionalInterface
    public interface Visitor {
        /** Returns whether to continue the scan. */
        boolean visit(SessionRecord session);

        /**
         * Called for each record that cannot be read.
         *
         * @param name its name in the store's own tools; may be a session's key
         */
        default void unreadable(String name) {}
    }

    /**
     * Passes every session that matches a query to a visitor. A session whose id changes during the scan may be visited
     * under both keys, unless the query has a principal.
     *
     * @return the number of records that could not be read
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

    /** Passes the pages of a query on until the consumer stops. */
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

    /** The number of sessions that match a query, counted by the store. */
    public long count(SessionQuery query) {
        return isOfNobody(query) ? 0 : store.count(query.within(keyPrefix).withoutAttributes());
    }

    /**
     * About how many live sessions there are. A store that deletes expired ones itself ({@link StoreTraits#nativeExpiry}) counts
     * what it holds, which may need no look at each: this includes sessions that expired some minutes ago. {@link #count} with
     * {@link #live} is exact.
     */
    public long countLive() {
        return count(store.traits().nativeExpiry() ? SessionQuery.ALL : live(SessionQuery.ALL));
    }

    /** A user's live sessions. */
    public List<SessionInfo> ofPrincipal(String principal) {
        List<SessionInfo> found = new ArrayList<>();
        scan(live(SessionQuery.ALL.ofPrincipal(principal)), each -> found.add(SessionInfo.of(each.header())));
        return found;
    }

    /** Whether a text has the form of a handle. No id and no key has it, so a text that has it may stand in a log. */
    public static boolean isHandle(String text) {
        return Handles.isHandle(text);
    }

    /**
     * The stored session with a handle, including its attributes.
     *
     * @throws UnreadableSessionException if the session exists but cannot be read
     */
    public Optional<SessionRecord> find(String handle) {
        return store.findByHandle(handle)
                .filter(found -> found.header().key().value().startsWith(keyPrefix));
    }

    /** The current record of a session in the store. */
    public Optional<SessionRecord> stored(Session session) {
        return store.find(session.base().header().key());
    }

    /** The query without sessions that have expired but are not swept yet. */
    public SessionQuery live(SessionQuery query) {
        return query.liveAt(rules.expiredBy(clock.instant()));
    }

    /** The query for expired sessions only: those that a sweep would delete now. */
    public SessionQuery expired(SessionQuery query) {
        return query.expiredBy(rules.expiredBy(clock.instant()));
    }

    /**
     * Ends the session with a handle. Returns false if there is none.
     *
     * @throws UnreadableSessionException if the session exists but cannot be read
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
     * Deletes the record under a key, even if it cannot be read as a session. Returns false if there is none. Use it for
     * records without a handle.
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
     * Ends a user's sessions. Records that cannot be read are skipped and counted, because their user is unknown.
     *
     * @param exceptHandle the handle of a session to keep, such as the user's current one; null for none
     */
    public BulkResult revokePrincipal(String principal, @Nullable String exceptHandle) {
        return revokeOf(principal, handle -> !handle.equals(exceptHandle));
    }

    /** Ends those of a user's sessions whose handle meets a condition: not by the handles, of which a store may have no index. */
    BulkResult revokeOf(String principal, Predicate<String> condition) {
        return endWhere(SessionQuery.ALL.ofPrincipal(principal), each -> condition.test(each.handle()), ended -> {});
    }

    /**
     * Deletes expired sessions in bounded batches, in one pass, until it is complete or the thread is interrupted.
     * Records that cannot be read are skipped and counted.
     *
     * @param progress receives the size of each batch
     */
    public BulkResult sweep(LongConsumer progress) {
        return sweep(expired(), batch -> {
            progress.accept(batch);
            return true;
        });
    }

    /**
     * Like {@link #sweep}, but leaves to their store those that it deletes itself, unless a listener waits for them.
     *
     * @param goesOn asked after each batch
     */
    void sweepWhereNeeded(BooleanSupplier goesOn) {
        sweep(events.wantsExpired() ? expired() : expired().skippingNative(), batch -> goesOn.getAsBoolean());
    }

    private SweepQuery expired() {
        SweepQuery expired = SweepQuery.by(rules.expiredBy(clock.instant())).within(keyPrefix);
        return events.wantsExpiredAttributes() ? expired.withAttributes() : expired;
    }

    private BulkResult sweep(SweepQuery query, LongPredicate goesOn) {
        long swept = 0;
        int unreadable = 0;
        @Nullable String cursor = null;
        do {
            SweepBatch batch = store.deleteExpired(query, cursor, sweepBatch);
            batch.deleted().forEach(events::expired);
            swept += batch.deleted().size();
            unreadable += batch.unreadable();
            cursor = batch.nextCursor();
            if (!goesOn.test(batch.deleted().size())) {
                break;
            }
        } while (cursor != null && !Thread.currentThread().isInterrupted());
        events.sweptPast(unreadable);
        return new BulkResult(swept, unreadable);
    }

    /** Ends all sessions. Records that cannot be read are skipped and counted. */
    public BulkResult revokeAll() {
        return revoke(SessionQuery.ALL);
    }

    /**
     * Ends every session that matches a query when the scan reaches it; an access after that does not prevent its end.
     * Records that cannot be read are skipped and counted.
     */
    public BulkResult revoke(SessionQuery query) {
        return endWhere(query, each -> true, ended -> {});
    }

    /**
     * Like {@link #revoke(SessionQuery)}.
     *
     * @param progress receives the number of sessions ended with each page
     */
    public BulkResult revoke(SessionQuery query, LongConsumer progress) {
        return endWhere(query, each -> true, progress);
    }

    /**
     * Repeats until a pass ends nothing, so that a session whose id changes meanwhile cannot escape. A session that the
     * store does not delete, or whose end is not confirmed, does not prevent the end of the others; it is reported
     * afterwards.
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
                "new sessions kept appearing while sessions were ended; " + revoked + " were ended, possibly not all",
                null);
    }

    /** One pass over the sessions to end, page by page. */
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

        /** Ends the sessions that the store can end in one operation; the others stay in the map. */
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
