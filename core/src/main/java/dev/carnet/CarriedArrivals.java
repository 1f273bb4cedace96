package dev.carnet;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.internal.record.InitialState;
import dev.carnet.internal.record.Tokens;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.carried.CarriedSession;
import dev.carnet.spi.carried.CarriedSessions;
import dev.carnet.text.Sha256;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Stores a session that a browser carries in its cookie, once.
 *
 * <p>One cookie always gives one id, so that the parallel requests of a browser that still has it meet in one session. After the
 * session a {@linkplain CarriedSessions#NOTE note} is stored, which lives as long as the cookie is accepted: once the session has
 * ended or has another id, a request that comes late, or a copy of the cookie, brings nothing back. Thread-safe.
 */
final class CarriedArrivals {
    /** As long as any other key. */
    private static final int LENGTH = 40;

    private final SessionEngine engine;
    private final CarriedSessions carried;
    private final IdScheme ids;
    private final InitialState initialState;

    CarriedArrivals(SessionEngine engine, CarriedSessions carried, IdScheme ids, InitialState initialState) {
        this.engine = engine;
        this.carried = carried;
        this.ids = ids;
        this.initialState = initialState;
    }

    /** The session that belongs to a cookie; empty if it is none, or one whose session is over. */
    Optional<Session> arrive(SessionId cookie) {
        Instant now = initialState.clock().instant();
        try {
            return carried.read(cookie.value(), now).flatMap(each -> arrive(each, now));
        } catch (UnreadableSessionException e) {
            return engine.carriedUnreadable(e);
        }
    }

    private Optional<Session> arrive(CarriedSession session, Instant now) {
        SessionStore store = engine.store();
        SessionId id = SessionId.of(session.id());
        SessionKey note = note(id);
        // The order matters: another request stores the session first, then the note.
        if (store.find(ids.key(id)).isPresent() || store.find(note).isPresent()) {
            return engine.retrieve(id);
        }
        SessionRecord noted = record(note, session.endsAt(), now);
        if (isInserted(session, noted) && !isNoted(id, noted)) {
            // Another request had stored it, and it has ended since.
            engine.retrieve(id).ifPresent(engine::destroy);
            return Optional.empty();
        }
        return engine.retrieve(id);
    }

    /** Whether the session was stored here; an unconfirmed one gets its note all the same. */
    private boolean isInserted(CarriedSession session, SessionRecord note) {
        try {
            return engine.insertCarried(session);
        } catch (UnconfirmedWriteException e) {
            engine.store().create(note);
            throw e;
        }
    }

    /** Whether the note is new. A session without one could come back after a logout: it is given up. */
    private boolean isNoted(SessionId id, SessionRecord note) {
        try {
            return engine.store().create(note);
        } catch (UnconfirmedWriteException e) {
            throw e;
        } catch (SessionStoreException e) {
            try {
                engine.retrieve(id).ifPresent(engine::destroy);
            } catch (SessionStoreException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    private SessionKey note(SessionId id) {
        String digest = Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of("note:" + id.value()));
        return new SessionKey((ids.keyPrefix() + CarriedSessions.NOTE + digest).substring(0, LENGTH));
    }

    private SessionRecord record(SessionKey key, Instant endsAt, Instant now) {
        SessionHeader blank = initialState.blank(key, Tokens.newHandle(), now).header();
        SessionHeader header = blank.withLimits(null, endsAt)
                .withTimes(now, now, endsAt.plus(initialState.options().clockTolerance()))
                .withVersion(Tokens.newVersion());
        return new SessionRecord(header, new Attributes(Map.of()));
    }
}
