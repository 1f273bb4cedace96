package dev.carnet;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionLimitException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.internal.attribute.AttributeFaults;
import dev.carnet.internal.attribute.Codecs;
import dev.carnet.internal.attribute.TrackedAttributes;
import dev.carnet.internal.record.CertainDelete;
import dev.carnet.internal.record.Deletion;
import dev.carnet.internal.record.ExpiryRules;
import dev.carnet.internal.record.InitialState;
import dev.carnet.internal.record.PrincipalRule;
import dev.carnet.internal.record.RecordReader;
import dev.carnet.internal.record.RecordWriter;
import dev.carnet.internal.record.Tokens;
import dev.carnet.internal.record.Written;
import dev.carnet.internal.watch.BackgroundSweeper;
import dev.carnet.internal.watch.Events;
import dev.carnet.internal.watch.ObservedStore;
import dev.carnet.internal.watch.Reachability;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.options.TransientAttributes;
import dev.carnet.options.UnreadablePolicy;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.codec.SessionCodec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Creates, retrieves, stores, renames and ends sessions, whatever the store. One for an application; thread-safe. Its calls
 * block for as long as the store takes.
 *
 * <pre>{@code
 * SessionEngine engine = SessionEngine.builder(new MemorySessionStore()).build();
 * Session session = engine.create();
 * session.put("user", "ada");
 * engine.flush(session);
 * engine.retrieve(session.id()).ifPresent(again -> again.get("user"));
 * }</pre>
 *
 * <p>Every method throws {@link SessionStoreException} if the store is broken or does not answer. That never means that a
 * session is not there. While the store is down they throw it at once, see {@link SessionListener#storeDown}.
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
    private final RecordWriter writer;
    private final CertainDelete deletion;
    private final SessionDirectory directory;
    private final UserLimit userLimit;
    private final @Nullable BackgroundSweeper sweeper;

    private SessionEngine(Builder builder) {
        this.options = builder.options;
        this.clock = builder.clock;
        this.events = new Events(builder.listeners, clock, this::attributesOfExpired);
        this.store = new ObservedStore(builder.decorated(), events, new Reachability(clock, events));
        this.codec = Codecs.fitting(store.traits(), builder.codec, builder.codecName, builder.allowed);
        this.transients = Codecs.transients(builder.transients);
        this.ids = IdScheme.of(options);
        this.principals = PrincipalRule.of(store.traits());
        this.rules = ExpiryRules.of(options);
        this.initialState = new InitialState(options, rules, clock);
        this.reader = new RecordReader(store, initialState, events);
        this.writer = new RecordWriter(store, initialState, events);
        this.deletion = new CertainDelete(store);
        this.directory = new SessionDirectory(store, options, clock, events);
        this.userLimit = new UserLimit(directory, options);
        this.sweeper = sweeper(options.sweepInterval());
    }

    /** Where the store expires sessions by itself, it is swept only for the sake of those who listen. */
    private @Nullable BackgroundSweeper sweeper(@Nullable Duration interval) {
        if (interval == null || (store.traits().nativeExpiry() && !events.wantsExpired())) {
            return null;
        }
        String name = Tokens.newHandle();
        return new BackgroundSweeper(
                () -> {
                    Instant now = clock.instant();
                    if (store.claimSweep(name, now, now.plus(interval))) {
                        sweep(batch -> {
                            Instant again = clock.instant();
                            store.claimSweep(name, again, again.plus(interval));
                        });
                    }
                },
                interval);
    }

    public static Builder builder(SessionStore store) {
        return new Builder(store);
    }

    /** A new session, stored. */
    public Session create() {
        Session session = newSession();
        insert(session, session.pending());
        return session;
    }

    /**
     * A new session that is stored at its first flush with an attribute or a principal, or at its first flush if {@link
     * SessionOptions#storeEmpty} says so; until then it costs the store nothing.
     */
    public Session newSession() {
        Instant now = clock.instant();
        SessionId id = ids.newId();
        return session(id, initialState.blank(ids.key(id), Tokens.newHandle(), now), true, now);
    }

    /**
     * The session with an id, in one round trip; none if the id is unknown or the session has expired. What comes from outside
     * is text, and may be anything:
     *
     * <pre>{@code
     * Optional<Session> session = SessionId.parse(cookie).flatMap(engine::retrieve);
     * }</pre>
     *
     * <p>For an id that this engine does not make, such as one of another length, the store is not asked.
     */
    public Optional<Session> retrieve(SessionId id) {
        if (!ids.mayBeOurs(id)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return reader.live(ids.key(id), now).map(found -> session(id, found, false, now));
    }

    /**
     * A session as a record holds it, such as one that {@link #sessions()} finds: for code that changes sessions of which it
     * knows no id. That is no access.
     *
     * @return a session whose {@link Session#id()} is unknown and cannot be changed
     */
    public Session open(SessionRecord record) {
        return session(null, record, false, record.header().lastAccessedAt());
    }

    /**
     * Stores what changed, in one round trip. Without a change it stores the access if the last stored one is old enough; if
     * that fails, the request goes on and {@link SessionListener#touchFailed} is told. A session that another writer has
     * changed meanwhile is merged attribute by attribute.
     *
     * @return the session
     * @throws SessionGoneException if the session was ended meanwhile; the change is dropped
     * @throws SessionLimitException if it was to become the session of a user who has as many as allowed, and one more is
     *     refused; nothing was stored
     * @throws UnconfirmedWriteException if the change is stored, a new id included, but not as safely as the store was told
     * @throws SessionTooLargeException if it has grown over its limit; nothing was stored
     * @throws SessionCodecException if a value was changed in place into something that cannot be stored. One that another
     *     thread changes without a pause is none: the store keeps what it held of it, and {@link
     *     SessionListener#attributeNotStored} is told
     */
    public Session flush(Session session) {
        return flush(session, true);
    }

    /** @param asksForRoom whether it is looked first if the user may have one more session */
    private Session flush(Session session, boolean asksForRoom) {
        session.storing.lock();
        try {
            session.requirePresent();
            Session.Pending pending = session.pending();
            if (session.isStored() && pending.change().isEmpty()) {
                touch(session);
                return session;
            }
            String principal = session.becoming(pending);
            if (principal != null && asksForRoom) {
                userLimit.requireRoom(principal, session.handle());
            }
            store(session, pending);
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

    private void store(Session session, Session.Pending pending) {
        if (session.isStored()) {
            update(session, pending);
        } else if (pending.isWorthASession() || options.storeEmpty()) {
            insert(session, pending);
        }
    }

    /**
     * Makes a session a user's who has just been authenticated, under a new id, and stores that with everything else that
     * changed.
     *
     * @param principal the user's name
     * @return the session
     * @throws SessionLimitException if the user has as many sessions as {@link SessionOptions#limitPerUser} allows, and one more
     *     is refused; the session is as it was then, unless another login at the same time made it one too many: then it is
     *     ended
     * @throws SessionGoneException as {@link #flush}
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
     * @throws IllegalStateException if it is nobody's session
     */
    public BulkResult endOthers(Session session) {
        String principal = session.principal();
        if (principal == null) {
            throw new IllegalStateException("the session has no principal; set it with Session.setPrincipal");
        }
        return directory.revokePrincipal(principal, session.handle());
    }

    /**
     * Gives a session a new id, to be stored with its next flush, if it has had its id for as long as {@link
     * SessionOptions#renewal} allows. Other requests that are under way with the old id then lose what they changed, as with
     * every change of an id.
     *
     * @return whether it has a new id
     */
    public boolean renewIfDue(Session session) {
        Duration renewal = options.renewal();
        if (renewal == null
                || !session.isStored()
                || session.renewedAt().plus(renewal).isAfter(session.accessedAt())) {
            return false;
        }
        session.markRenewed();
        session.changeId();
        return true;
    }

    /**
     * Retrieves a session, changes it and stores the change: for code outside a request, such as a job.
     *
     * <pre>{@code
     * engine.update(id, session -> session.put("paid", true));
     * }</pre>
     *
     * @param id as {@link #retrieve} takes it
     * @param change called once, on this thread; if it throws, nothing is stored
     * @return the session as it was stored; none if there is no such session, and then the change was not called
     * @throws SessionGoneException as {@link #flush}
     */
    public Optional<Session> update(SessionId id, Consumer<? super Session> change) {
        Optional<Session> session = retrieve(id);
        session.ifPresent(each -> {
            change.accept(each);
            flush(each);
        });
        return session;
    }

    private void insert(Session session, Session.Pending pending) {
        Written written;
        try {
            written = writer.create(session.base(), pending.change(), session.accessedAt());
        } catch (SessionStoreException e) {
            session.notStored(pending);
            throw e;
        }
        session.stored(pending, written.session());
        events.created(SessionInfo.of(session.base().header()));
        written.requireConfirmed();
    }

    private void update(Session session, Session.Pending pending) {
        SessionRecord base = session.base();
        Written written;
        try {
            written = writer.save(base, pending.change(), session.accessedAt());
        } catch (SessionGoneException e) {
            session.markGone();
            events.writeDropped(SessionInfo.of(base.header()));
            throw e;
        } catch (SessionStoreException e) {
            if (!pending.isAdoption()) {
                session.notStored(pending);
                throw e;
            }
            events.touchFailed(SessionInfo.of(base.header()), e);
            return;
        }
        session.stored(pending, written.session());
        if (pending.newId() != null) {
            events.idChanged(SessionInfo.of(session.base().header()));
        }
        UnconfirmedWriteException unconfirmed = written.unconfirmed();
        if (unconfirmed != null && pending.isAdoption()) {
            events.touchFailed(SessionInfo.of(session.base().header()), unconfirmed);
            return;
        }
        written.requireConfirmed();
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
     * Gives the session a new id and stores it with everything else that changed. The old id is dead from then on, also for
     * requests under way with it.
     *
     * @return the session
     * @throws SessionGoneException as {@link #flush}
     */
    public Session changeId(Session session) {
        session.changeId();
        return flush(session);
    }

    /**
     * Ends the session: nothing brings it back. Does nothing to one that is ended already.
     *
     * @throws SessionStoreException if that could not be stored; the session is not ended then
     * @throws UnconfirmedWriteException if it has ended, but not as safely as the store was told
     */
    public void destroy(Session session) {
        session.storing.lock();
        try {
            SessionHeader header = session.base().header();
            Deletion outcome =
                    session.isStored() && session.isValid() ? deletion.delete(header.key()) : Deletion.NOTHING_THERE;
            if (outcome.found()) {
                events.destroyed(SessionInfo.of(header), DestroyReason.DESTROYED);
            }
            session.markDestroyed();
            outcome.requireConfirmed();
        } finally {
            session.storing.unlock();
        }
    }

    /** All sessions of the store: to find, count and end them. */
    public SessionDirectory sessions() {
        return directory;
    }

    /** Deletes expired sessions in bounded batches, in one walk. */
    public BulkResult sweep() {
        return sweep(batch -> {});
    }

    /**
     * Deletes expired sessions in bounded batches, in one walk. What cannot be read is passed over and counted.
     *
     * @param progress told the size of each batch
     */
    public BulkResult sweep(LongConsumer progress) {
        return directory.sweep(progress);
    }

    /**
     * Asks the store whether it answers and takes writes, in one round trip that changes nothing: it is told to delete a
     * session that there cannot be. For a health check. Whether the store has room left, only a write that stores something
     * shows.
     *
     * @throws SessionStoreException if it does not answer, is read-only, or is known to be down; then it is not asked
     */
    public void ping() {
        boolean unused = store.delete(ids.key(ids.newId()), Instant.EPOCH);
    }

    public SessionOptions options() {
        return options;
    }

    /** The store below, for its traits and its live client. */
    public SessionStore store() {
        return store;
    }

    /** Stops the sweeper and closes the store. Sessions stay as they are stored. */
    @Override
    public void close() {
        if (sweeper != null) {
            sweeper.close();
        }
        store.close();
    }

    private Session session(@Nullable SessionId id, SessionRecord base, boolean isNew, Instant accessedAt) {
        return new Session(
                ids,
                principals,
                id,
                base,
                isNew,
                accessedAt,
                new TrackedAttributes(base.attributes(), codec, transients, faults(base.header())));
    }

    private ExpiredAttributes attributesOfExpired(SessionRecord record) {
        Session expired = open(record);
        return new ExpiredAttributes() {
            @Override
            public Set<String> names() {
                return expired.names();
            }

            @Override
            public @Nullable Object get(String name) {
                return expired.get(name);
            }
        };
    }

    private AttributeFaults faults(SessionHeader session) {
        return new AttributeFaults() {
            @Override
            public void unreadable(String name, SessionCodecException cause) {
                events.attributeUnreadable(SessionInfo.of(session), name, cause);
                if (options.onUnreadable() == UnreadablePolicy.FAIL) {
                    throw cause;
                }
            }

            @Override
            public void notStored(String name, ChangingValueException cause) {
                events.attributeNotStored(SessionInfo.of(session), name, cause);
            }

            @Override
            public void altered(String name) {
                events.attributeAltered(SessionInfo.of(session), name);
            }
        };
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
        private final List<UnaryOperator<SessionStore>> decorators = new ArrayList<>();
        private final List<TransientAttributes> transients = new ArrayList<>();

        private Builder(SessionStore store) {
            this.store = store;
        }

        /** A codec of one's own; default is the one on the class path that knows the store's encoding. */
        public Builder codec(SessionCodec value) {
            codec = value;
            return this;
        }

        /**
         * The codec of this name on the class path; default is the first that knows the store's encoding. With {@code
         * "graph"} what is one object in a session stays one.
         */
        public Builder codec(String name) {
            codecName = name;
            return this;
        }

        /** The application's own classes that sessions may hold; default is none. */
        public Builder allow(AllowedTypes value) {
            allowed = value;
            return this;
        }

        /** Attributes that are never stored; default is those that something on the class path names. */
        public Builder transients(TransientAttributes value) {
            transients.add(value);
            return this;
        }

        public Builder options(SessionOptions value) {
            options = value;
            return this;
        }

        /** Where the time comes from; default is the system clock. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        public Builder listener(SessionListener value) {
            listeners.add(value);
            return this;
        }

        /**
         * Puts something around the store, such as meters or a cache; each further call goes around the one before. See {@link
         * dev.carnet.spi.ForwardingSessionStore}.
         *
         * @param decorator given the store, or what is around it already; what it gives closes that with itself
         */
        public Builder decorate(UnaryOperator<SessionStore> decorator) {
            decorators.add(decorator);
            return this;
        }

        private SessionStore decorated() {
            SessionStore decorated = store;
            for (UnaryOperator<SessionStore> each : decorators) {
                decorated = each.apply(decorated);
            }
            return decorated;
        }

        /**
         * The engine; from now on it owns the store.
         *
         * @throws ConfigurationException if no codec is given or found, or the one given does not fit the store
         */
        public SessionEngine build() {
            return new SessionEngine(this);
        }
    }
}
