package dev.carnet.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What a contract test works with: the storage, two stores on it as two processes would have, an engine on each. */
public final class Bench implements AutoCloseable {
    /** An application's own value, as the tests store it. */
    public record Item(String name, int count) {}

    /** The same, but the engines are not told that it may be stored. */
    public record Unlisted(String name, int count) {}

    public static final Duration MAX_IDLE = Duration.ofMinutes(30);
    public static final Duration TOUCH_WINDOW = Duration.ofMinutes(1);
    public static final Duration TOLERANCE = Duration.ofMinutes(1);

    private final StorePlace place;
    private final SettableClock clock = new SettableClock();
    private final RecordedEvents events = new RecordedEvents();
    private final ProbedStore store;
    private final ProbedStore otherStore;
    private final SessionEngine engine;
    private final SessionEngine otherEngine;
    private final List<SessionEngine> more = new ArrayList<>();
    private @Nullable SessionEngine carrying;
    private @Nullable SessionEngine otherCarrying;

    Bench(StorePlace place) {
        this.place = place;
        this.store = new ProbedStore(place.open());
        this.otherStore = new ProbedStore(place.open());
        this.engine = engine(store, options -> options).build();
        this.otherEngine = engine(otherStore, options -> options).build();
    }

    /** Makes values as the store under test keeps them. */
    public Values values() {
        return Values.of(store.traits().encoding());
    }

    public StorePlace place() {
        return place;
    }

    public SettableClock clock() {
        return clock;
    }

    /** What the engines told. */
    public RecordedEvents events() {
        return events;
    }

    /** The store under test, with a probe. */
    public ProbedStore store() {
        return store;
    }

    /** The store of the other process. */
    public ProbedStore otherStore() {
        return otherStore;
    }

    public SessionEngine engine() {
        return engine;
    }

    /** The engine of the other process. */
    public SessionEngine otherEngine() {
        return otherEngine;
    }

    /** A further engine on the store under test, with other options. */
    public SessionEngine engine(UnaryOperator<SessionOptions.Builder> change) {
        SessionEngine made = engine(store, change).build();
        more.add(made);
        return made;
    }

    /** An engine on the store under test with the codec for graphs. */
    public SessionEngine graphs() {
        return engine(store, options -> options).codec("graph").build();
    }

    /** The same in the other process. */
    public SessionEngine otherGraphs() {
        return engine(otherStore, options -> options).codec("graph").build();
    }

    /** An engine on the store under test that takes sessions over from cookies; one for each test, since making one is slow. */
    public SessionEngine carrying() {
        if (carrying == null) {
            carrying = carrying(store);
        }
        return carrying;
    }

    /** The same in the other process. */
    public SessionEngine otherCarrying() {
        if (otherCarrying == null) {
            otherCarrying = carrying(otherStore);
        }
        return otherCarrying;
    }

    private SessionEngine carrying(SessionStore on) {
        return engine(on, options -> options).carried(new CarriedCookies()).build();
    }

    /** As {@link #carrying}, but its sessions live for ever. */
    public SessionEngine carryingForEver() {
        return engine(store, options -> options.maxIdle(null))
                .carried(new CarriedCookies())
                .build();
    }

    /** An engine on another store of the same storage, which stays the caller's to close. */
    public SessionEngine engineOn(SessionStore on) {
        return engine(on, options -> options).build();
    }

    private SessionEngine.Builder engine(SessionStore on, UnaryOperator<SessionOptions.Builder> change) {
        SessionOptions.Builder options = SessionOptions.builder()
                .maxIdle(MAX_IDLE)
                .touchWindow(TOUCH_WINDOW)
                .clockTolerance(TOLERANCE)
                .sweepInterval(null);
        return SessionEngine.builder(on)
                .options(change.apply(options).build())
                .allow(AllowedTypes.of(Item.class, Person.class, Person.Couple.class))
                .clock(clock)
                .listener(events);
    }

    /** A stored session with one attribute. */
    public Session stored(String name, Object value) {
        Session session = engine.newSession();
        session.put(name, value);
        return engine.flush(session);
    }

    /** A copy of a session, as another request of this process gets it. */
    public Session copy(Session session) {
        return engine.retrieve(session.id()).orElseThrow();
    }

    /** A copy of a session, as a request of the other process gets it. */
    public Session otherCopy(Session session) {
        return otherEngine.retrieve(session.id()).orElseThrow();
    }

    /** The key under which a session is stored now. */
    public SessionKey key(Session session) {
        return engine.sessions().stored(session).orElseThrow().header().key();
    }

    /** The key under which a session with an id would be stored. */
    public static SessionKey key(SessionId id) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(id.value().getBytes(US_ASCII));
            return new SessionKey(Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, 30)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JRE has SHA-256", e);
        }
    }

    /** Forgets calls and events so far. */
    public void forget() {
        store.calls();
        otherStore.calls();
        events.take();
    }

    @Override
    public void close() {
        more.clear();
        engine.close();
        otherEngine.close();
        place.close();
    }
}
