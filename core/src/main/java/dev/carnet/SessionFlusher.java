package dev.carnet;

import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.SessionInfo;
import dev.carnet.internal.record.CertainDelete;
import dev.carnet.internal.record.Deletion;
import dev.carnet.internal.record.RecordWriter;
import dev.carnet.internal.record.Written;
import dev.carnet.internal.watch.Events;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;

/**
 * Stores what a request changed in a session or that it ended it, and tells the session and the listeners the outcome. Thread-safe.
 *
 * @param storeEmpty whether a new session without any content is stored, too
 */
record SessionFlusher(RecordWriter writer, CertainDelete deletion, Events events, boolean storeEmpty) {

    void store(Session session, Session.Pending pending) {
        if (session.isStored()) {
            update(session, pending);
        } else if (pending.isWorthASession() || storeEmpty) {
            insert(session, pending);
        }
    }

    void insert(Session session, Session.Pending pending) {
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

    void end(Session session) {
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
}
