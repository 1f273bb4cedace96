package dev.carnet;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.SessionInfo;
import dev.carnet.internal.attribute.AttributeFaults;
import dev.carnet.internal.record.CertainDelete;
import dev.carnet.internal.record.ExpiryRules;
import dev.carnet.internal.record.InitialState;
import dev.carnet.internal.record.RecordWriter;
import dev.carnet.internal.record.Tokens;
import dev.carnet.internal.record.Written;
import dev.carnet.internal.watch.Events;
import dev.carnet.options.UnreadablePolicy;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.carried.CarriedSession;
import dev.carnet.spi.carried.CarriedSessions;
import dev.carnet.text.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/**
 * Stores a session that a browser carries in its cookie, once.
 *
 * <ol>
 *   <li>The session is stored under an id that is derived from the cookie's secret and a random token. Nobody knows the token,
 *       so nobody reaches the session yet.
 *   <li>The cookie's {@linkplain CarriedSessions#NOTE note} is stored, if there is none yet. Its handle is the token. Its key is
 *       derived from the cookie alone. This one insertion decides: of parallel requests with the same cookie, one stores
 *       the note, and the others delete what they have stored and use that one's session.
 * </ol>
 *
 * <p>From then on the cookie leads to the session that its note names, or to none: after a logout or an id change it brings
 * nothing back until it expires, and so long the note stays. If the process dies between the two steps, the stored session
 * is unreachable for good, and the next request with the cookie begins anew. Therefore it expires after a day, unless its own
 * limits end it earlier, and gets the rest of its time once the note is stored. If the process dies before it has that, the
 * cookie leads to the session, and its next request gives it the rest. Thread-safe.
 */
final class CarriedArrivals {
    /** How long a session lives that nobody can reach yet. */
    private static final Duration WITHOUT_NOTE = Duration.ofDays(1);

    private final SessionEngine engine;
    private final CarriedSessions carried;
    private final IdScheme ids;
    private final InitialState initialState;
    private final RecordWriter writer;
    private final Events events;
    private final SessionStore store;

    CarriedArrivals(
            SessionEngine engine,
            CarriedSessions carried,
            IdScheme ids,
            InitialState initialState,
            RecordWriter writer,
            Events events) {
        this.engine = engine;
        this.carried = carried;
        this.ids = ids;
        this.initialState = initialState;
        this.writer = writer;
        this.events = events;
        this.store = engine.store();
    }

    /** The session to which a cookie leads; empty if the cookie contains none, or one that has ended. */
    Optional<Session> arrive(SessionId cookie) {
        Instant now = initialState.clock().instant();
        try {
            return carried.read(cookie.value(), now).flatMap(each -> arrive(each, now));
        } catch (UnreadableSessionException e) {
            events.recordUnreadable(e);
            if (initialState.options().onUnreadable() == UnreadablePolicy.FAIL) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private Optional<Session> arrive(CarriedSession cookie, Instant now) {
        SessionKey note = note(cookie);
        Optional<SessionRecord> noted = store.find(note);
        return noted.isPresent() ? retrieve(cookie, noted.get()) : store(cookie, note, now);
    }

    private Optional<Session> retrieve(CarriedSession cookie, SessionRecord note) {
        return engine.retrieve(id(cookie, note.header().handle()));
    }

    private Optional<Session> store(CarriedSession cookie, SessionKey noteKey, Instant now) {
        SessionRecord note = initialState.blank(noteKey, Tokens.newHandle(), now);
        SessionId id = id(cookie, note.header().handle());
        Session session = filled(cookie, id);
        Written stored = writer.createUntil(
                session.base(), session.pending().change(), now, ExpiryRules.plus(now, WITHOUT_NOTE));
        Optional<Written> noted = writer.createIfFree(endingWith(cookie, note), Change.NOTHING, now);
        if (noted.isEmpty()) {
            new CertainDelete(store).delete(stored.session().header().key());
            return store.find(noteKey).flatMap(others -> retrieve(cookie, others));
        }
        events.created(SessionInfo.of(stored.session().header()));
        stored.requireConfirmed();
        noted.get().requireConfirmed();
        return Optional.of(engine.session(id, kept(stored.session(), now), false, now));
    }

    /** With all its time, now that it can be reached. What fails here is made up for by the next request. */
    private SessionRecord kept(SessionRecord session, Instant now) {
        SessionHeader header = session.header();
        Instant end = initialState.rules().expiresAt(header, now);
        if (end.equals(header.expiresAt())) {
            return session;
        }
        Instant accessedAt = header.lastAccessedAt().plusMillis(1); // a touch needs a later access
        try {
            if (!store.touch(header.key(), header.version(), accessedAt, end)) {
                return session; // another request with the cookie was faster
            }
        } catch (SessionStoreException e) {
            events.touchFailed(SessionInfo.of(header), e);
            return session;
        }
        return new SessionRecord(header.withTimes(header.createdAt(), accessedAt, end), session.attributes());
    }

    /** A session with the cookie's values; not stored yet. */
    private Session filled(CarriedSession cookie, SessionId id) {
        Session session = engine.newSession(id);
        AttributeFaults faults = engine.faults(session.base().header());
        cookie.unreadable().forEach((name, why) -> faults.unreadable(name, new SessionCodecException(why, null)));
        cookie.values().forEach((name, value) -> {
            try {
                session.put(name, value);
            } catch (SessionCodecException e) {
                faults.unreadable(name, e);
            } catch (SessionDataException | IllegalArgumentException e) {
                faults.unreadable(name, new SessionCodecException(String.valueOf(e.getMessage()), e));
            }
        });
        return session;
    }

    private SessionRecord endingWith(CarriedSession cookie, SessionRecord note) {
        Instant end =
                ExpiryRules.plus(cookie.noteUntil(), initialState.options().clockTolerance());
        return new SessionRecord(note.header().withLimits(null, end), note.attributes());
    }

    private SessionKey note(CarriedSession cookie) {
        String name = ids.keyPrefix() + CarriedSessions.NOTE + digest("note:" + cookie.secret());
        return new SessionKey(name.substring(0, IdScheme.LENGTH));
    }

    private static SessionId id(CarriedSession cookie, String token) {
        return SessionId.of(digest("session:" + cookie.secret() + ":" + token).substring(0, IdScheme.LENGTH));
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(text));
    }
}
