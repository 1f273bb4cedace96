package dev.carnet;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionLimitException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.internal.attribute.AttributeFaults;
import dev.carnet.internal.attribute.Codecs;
import dev.carnet.internal.attribute.TrackedAttributes;
import dev.carnet.internal.record.CertainDelete;
import dev.carnet.internal.record.ExpiryRules;
import dev.carnet.internal.record.InitialState;
import dev.carnet.internal.record.PrincipalRule;
import dev.carnet.internal.record.RecordReader;
import dev.carnet.internal.record.RecordWriter;
import dev.carnet.internal.record.Tokens;
import dev.carnet.internal.watch.BackgroundSweeper;
import dev.carnet.internal.watch.Events;
import dev.carnet.internal.watch.ObservedStore;
import dev.carnet.internal.watch.Reachability;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.options.TransientAttributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.carried.CarriedSessions;
import dev.carnet.spi.codec.SessionCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates, retrieves, stores, renames and ends sessions in any store. An application has one engine. Thread-safe. Calls
 * block until the store answers.
 *
 * <pre>{@code
 * SessionEngine engine = SessionEngine.builder(new MemorySessionStore()).build();
 * Session session = engine.create();
 * session.put("user", "ada");
 * engine.flush(session);
 * engine.retrieve(session.id()).ifPresent(again -> again.get("user"));
 * }</pre>
 *
 * <p>Every method throws {@link SessionStoreException} if the store fails or does not answer. The exception never means
 * that a session does not exist. While the store is down, it is thrown immediately; see
 * {@link SessionListener#storeDown}.
 */
public final class SessionEngine implements AutoCloseable {
    private final SessionStore store;
    private final SessionCodec codec;
    private final TransientAttributes transients;
    private final SessionOptions options;
    private final InstantSource clock;
    private final Events events;
    private final IdScheme ids;
    private final PrincipalRule principals;
    private final ExpiryRules rules;
    private final InitialState initialState;
    private final RecordReader reader;
    private final SessionFlusher flusher;
    private final SessionDirectory directory;
    private final UserLimit userLimit;
    private final @Nullable BackgroundSweeper sweeper;
    private final @Nullable CarriedArrivals arrivals;

    private SessionEngine(Builder builder) {
        this.options = builder.options;
        this.clock = builder.clock;
        this.events = new Events(builder.listeners, clock, expired -> new AttributesOfExpired(open(expired)));
        this.store = new ObservedStore(builder.decorated(), events, new Reachability(clock, events));
        this.codec = Codecs.fitting(store.traits(), builder.codec, builder.codecName, builder.allowed);
        this.transients = Codecs.transients(builder.transients);
        this.ids = IdScheme.of(options);
        this.principals = PrincipalRule.of(store.traits());
        this.rules = ExpiryRules.of(options);
        this.initialState = new InitialState(options, rules, clock);
        this.reader = new RecordReader(store, initialState, events);
        RecordWriter writer = new RecordWriter(store, initialState, events);
        this.flusher = new SessionFlusher(writer, new CertainDelete(store), events, options.storeEmpty());
        this.directory = new SessionDirectory(store, options, clock, events);
        this.userLimit = new UserLimit(directory, options);
        this.sweeper = sweeper(options.sweepInterval());
        this.arrivals = builder.carried == null
                ? null
                : new CarriedArrivals(this, builder.carried, ids, initialState, writer, events);
    }

    /** A store that deletes expired sessions itself is swept only if a listener needs the events. */
    private @Nullable BackgroundSweeper sweeper(@Nullable Duration interval) {
        return interval == null || (store.traits().nativeExpiry() && !events.wantsExpired())
                ? null
                : new BackgroundSweeper(
                        new ClaimedSweep(store, options.keyPrefix(), interval, clock, directory::sweepWhereNeeded),
                        interval);
    }

    public static Builder builder(SessionStore store) {
        return new Builder(store);
    }

    /** Creates and stores a new session. */
    public Session create() {
        Session session = newSession();
        flusher.insert(session, session.pending());
        return session;
    }

    /**
     * Creates a new session without accessing the store. It is stored by the first flush after an attribute or a
     * principal was set, or by the first flush if {@link SessionOptions#storeEmpty} is on.
     */
    public Session newSession() {
        return newSession(ids.newId());
    }

    Session newSession(SessionId id) {
        Instant now = clock.instant();
        return session(id, initialState.blank(ids.key(id), Tokens.newHandle(), now), true, now);
    }

    /**
     * Returns the session with an id, in one round trip; empty if the id is unknown or the session has expired. Parse
     * text from outside first:
     *
     * <pre>{@code
     * Optional<Session> session = SessionId.parse(cookie).flatMap(engine::retrieve);
     * }</pre>
     *
     * <p>The store is not asked for an id that this engine cannot have generated, such as one of another length. With
     * {@link Builder#carried}, a cookie that contains the session itself returns the session that is stored for it then,
     * under another id.
     */
    public Optional<Session> retrieve(SessionId id) {
        Objects.requireNonNull(id, "id");
        if (arrivals != null && CarriedSessions.mayBe(id.value())) {
            Optional<Session> arrived = arrivals.arrive(id);
            if (arrived.isPresent()) {
                return arrived;
            }
        }
        if (!ids.mayBeOurs(id)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return reader.live(ids.key(id), now).map(found -> session(id, found, false, now));
    }

    /**
     * Opens a session from a record, such as one found by {@link #sessions()}, for code that changes sessions without
     * knowing their ids. This does not count as an access.
     *
     * @return a session whose id is unknown and cannot be changed
     */
    public Session open(SessionRecord record) {
        return session(null, record, false, record.header().lastAccessedAt());
    }

    /**
     * Stores the changes, in one round trip. Without changes, it stores the access (a touch) if the last stored one is
     * old enough; if that fails, the request continues and {@link SessionListener#touchFailed} is called. If another
     * writer has changed the session in the meantime, the changes are merged attribute by attribute.
     *
     * @return the session
     * @throws SessionGoneException if the session has ended in the meantime; the changes are dropped
     * @throws SessionLimitException if the user already has the maximum number of sessions, and another one is refused;
     *     nothing is stored
     * @throws UnconfirmedWriteException if the changes are stored, including a new id, but not confirmed as the store's
     *     configuration requires
     * @throws SessionTooLargeException if the session exceeds its size limit; nothing is stored
     * @throws SessionCodecException if a value was changed in place into one that cannot be stored. A value that another
     *     thread changes continuously does not cause this exception: the store keeps its previous value, and
     *     {@link SessionListener#attributeNotStored} is called
     */
    public Session flush(Session session) {
        return flush(session, true);
    }

    /** @param asksForRoom whether to check first that the user may have one more session */
    private Session flush(Session session, boolean asksForRoom) {
        session.storing.lock();
        try {
            session.requirePresent();
            Session.Pending pending = session.pending();
            if (pending.isNothing() && session.isStored()) {
                touch(session);
                return session;
            }
            String principal = session.becoming(pending);
            if (principal != null && asksForRoom) {
                userLimit.requireRoom(principal, session.handle());
            }
            flusher.store(session, pending);
            if (principal != null && !userLimit.enforce(principal, session.handle())) {
                destroy(session);
                throw new SessionLimitException(
                        "the user logged in elsewhere at the same time and has reached the maximum number of"
                                + " sessions; the login is refused");
            }
            return session;
        } finally {
            session.storing.unlock();
        }
    }

    /**
     * Assigns the session to a user who has just been authenticated, gives it a new id, and stores both with all other
     * changes.
     *
     * @param principal the user's name
     * @return the session
     * @throws SessionLimitException if the user has as many sessions as {@link SessionOptions#limitPerUser} allows, and
     *     another one is refused; the session is then unchanged, unless a concurrent login exceeded the limit: in that
     *     case it is ended
     * @throws SessionGoneException see {@link #flush}
     */
    public Session logIn(Session session, String principal) {
        if (!principal.equals(session.principal())) {
            userLimit.requireRoom(principal, session.handle());
        }
        session.setPrincipal(principal);
        session.changeId();
        return flush(session, false);
    }

    /**
     * Ends all other sessions of a session's user, as after a change of password (OWASP ASVS 7.4.3).
     *
     * @throws IllegalStateException if the session has no principal
     */
    public BulkResult endOthers(Session session) {
        String principal = session.principal();
        if (principal == null) {
            throw new IllegalStateException("the session has no principal; set it with Session.setPrincipal");
        }
        return directory.revokePrincipal(principal, session.handle());
    }

    /**
     * Gives a session a new id, which its next flush stores, if its current id is older than
     * {@link SessionOptions#renewal}, or if it has the default format although {@link SessionOptions#idFormat} is another: the
     * application with which the store is shared does not find such an id. Other requests in progress with the old id then
     * lose their changes, as with every id change.
     *
     * @return whether it has a new id
     */
    public boolean renewIfDue(Session session) {
        return session.renewIfDue(options.renewal());
    }

    /**
     * Retrieves a session, changes it and stores the change: for code outside a request, such as a job.
     *
     * <pre>{@code
     * engine.update(id, session -> session.put("paid", true));
     * }</pre>
     *
     * @param id see {@link #retrieve}
     * @param change called once, on this thread; if it throws, nothing is stored. It may also end the session
     * @return the session as stored, or ended; empty if there is no such session, in which case the change is not called
     * @throws SessionGoneException see {@link #flush}
     */
    public Optional<Session> update(SessionId id, Consumer<? super Session> change) {
        Objects.requireNonNull(change, "change");
        Optional<Session> session = retrieve(id);
        session.ifPresent(each -> {
            change.accept(each);
            if (!each.isDestroyed()) {
                flush(each);
            }
        });
        return session;
    }

    private void touch(Session session) {
        SessionHeader header = session.base().header();
        Instant accessedAt = session.accessedAt();
        if (rules.touchIsDue(header, accessedAt)) {
            Instant expiresAt = rules.expiresAt(clock.instant(), header.maxIdle(), header.endsAt());
            try {
                if (store.touch(header.key(), header.version(), accessedAt, expiresAt)) {
                    session.touched(accessedAt, expiresAt);
                }
            } catch (SessionStoreException e) {
                events.touchFailed(SessionInfo.of(header), e);
            }
        }
    }

    /**
     * Gives the session a new id and stores it with all other changes. From then on the old id is invalid, also for
     * requests in progress.
     *
     * @return the session
     * @throws SessionGoneException see {@link #flush}
     */
    public Session changeId(Session session) {
        session.changeId();
        return flush(session);
    }

    /**
     * Ends the session permanently. Does nothing if it has already ended.
     *
     * @throws SessionStoreException if the end could not be stored; the session has then not ended
     * @throws UnconfirmedWriteException if the session has ended, but the end is not confirmed as the store's
     *     configuration requires
     */
    public void destroy(Session session) {
        flusher.end(session);
    }

    /** All sessions of the store: to find, count and end them. */
    public SessionDirectory sessions() {
        return directory;
    }

    /** Deletes expired sessions in bounded batches, in one pass. */
    public BulkResult sweep() {
        return sweep(batch -> {});
    }

    /**
     * Deletes expired sessions in bounded batches, in one pass. Records that cannot be read are skipped and counted.
     *
     * @param progress receives the size of each batch
     */
    public BulkResult sweep(LongConsumer progress) {
        return directory.sweep(progress);
    }

    /**
     * Checks in one round trip, without changing anything, that the store answers and accepts writes: it deletes a
     * session that cannot exist. Use it for a health check. It does not show whether the store has free space.
     *
     * @throws SessionStoreException if the store does not answer, is read-only, or is considered down, in which case it
     *     is not asked
     */
    public void ping() {
        boolean unused = store.delete(ids.key(ids.newId()), Instant.EPOCH);
    }

    public SessionOptions options() {
        return options;
    }

    /** The underlying store, for its traits and its client. */
    public SessionStore store() {
        return store;
    }

    /**
     * Stops the sweeper and closes the store. Sessions stay as they are stored. From then on every call of the store throws
     * {@link SessionStoreException}: a request that comes late, as at a shutdown, finds no session to be gone.
     */
    @Override
    public void close() {
        if (sweeper != null) {
            sweeper.close();
        }
        store.close();
    }

    Session session(@Nullable SessionId id, SessionRecord base, boolean isNew, Instant accessedAt) {
        return new Session(
                ids,
                principals,
                id,
                base,
                isNew,
                accessedAt,
                new TrackedAttributes(base.attributes(), codec, transients, faults(base.header())));
    }

    AttributeFaults faults(SessionHeader session) {
        return new ReportedFaults(events, options.onUnreadable(), session);
    }

    /** Not thread-safe. */
    public static final class Builder {
        private final SessionStore store;
        private @Nullable SessionCodec codec;
        private @Nullable String codecName;
        private AllowedTypes allowed = AllowedTypes.NONE;
        private SessionOptions options = SessionOptions.DEFAULTS;
        private InstantSource clock = InstantSource.system();
        private final List<SessionListener> listeners = new ArrayList<>();
        private @Nullable CarriedSessions carried;
        private final List<UnaryOperator<SessionStore>> decorators = new ArrayList<>();
        private final List<TransientAttributes> transients = new ArrayList<>();

        private Builder(SessionStore store) {
            this.store = Objects.requireNonNull(store, "store");
        }

        /** A custom codec; the default is the one on the class path for the store's encoding. */
        public Builder codec(SessionCodec value) {
            codec = Objects.requireNonNull(value, "codec");
            return this;
        }

        /**
         * The name of a codec on the class path; the default is the first one for the store's encoding. {@code "graph"}
         * preserves shared and circular references.
         */
        public Builder codec(String name) {
            codecName = Objects.requireNonNull(name, "name");
            return this;
        }

        /** The application's classes that sessions may contain; default is none. */
        public Builder allow(AllowedTypes value) {
            allowed = Objects.requireNonNull(value, "allowed types");
            return this;
        }

        /** Attributes that are never stored; the default is those named by services on the class path. */
        public Builder transients(TransientAttributes value) {
            transients.add(Objects.requireNonNull(value, "transient attributes"));
            return this;
        }

        public Builder options(SessionOptions value) {
            options = Objects.requireNonNull(value, "options");
            return this;
        }

        /** The source of the time; default is the system clock. */
        public Builder clock(InstantSource value) {
            clock = Objects.requireNonNull(value, "clock");
            return this;
        }

        public Builder listener(SessionListener value) {
            listeners.add(Objects.requireNonNull(value, "listener"));
            return this;
        }

        /** Sessions of another framework that browsers carry in their cookies, and that are to be stored; default is none. */
        public Builder carried(CarriedSessions value) {
            carried = value;
            return this;
        }

        /**
         * Decorates the store, for example with metrics or a cache; each further decorator wraps the previous one. See
         * {@link dev.carnet.spi.decorate.ForwardingSessionStore}.
         *
         * @param decorator receives the store or the previous decorator; its result must close that when it is closed
         */
        public Builder decorate(UnaryOperator<SessionStore> decorator) {
            decorators.add(Objects.requireNonNull(decorator, "decorator"));
            return this;
        }

        private SessionStore decorated() {
            SessionStore decorated = store;
            for (UnaryOperator<SessionStore> each : decorators) {
                decorated = Objects.requireNonNull(each.apply(decorated), "a decorator gave no store");
            }
            return decorated;
        }

        /**
         * Builds the engine, which from now on owns the store.
         *
         * @throws ConfigurationException if no codec is set or found, or if the codec does not fit the store
         */
        public SessionEngine build() {
            return new SessionEngine(this);
        }
    }
}
