package dev.carnet.redis;

import dev.carnet.SessionStoreException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Writes sessions where a script reaches one key only.
 *
 * <p>An id change takes two steps: the new record is inserted whole; the old one is deleted if nobody has written it or
 * noted an access meanwhile, else the new one is deleted again. Where the second step fails, the new record goes as well,
 * and the failure is told.
 *
 * <p>The index lies elsewhere, too: a session is noted there before it is stored. Only what shortens a session is noted
 * afterwards, so that a write that fails costs no note.
 */
final class ClusterWriter extends SessionWriter {
    ClusterWriter(Connections connections, Keys keys, SessionCalls calls, @Nullable PrincipalIndex index) {
        super(connections, keys, calls, index);
    }

    @Override
    boolean create(SessionRecord session) {
        note(session.header());
        return insert(session);
    }

    private boolean insert(SessionRecord session) {
        return Answer.isPositive(connections.write(NO_CREATE, calls.create(session, Noting.NONE)));
    }

    @Override
    int createAll(Collection<SessionRecord> sessions) {
        count(connections.writeAll(
                NO_CREATE,
                sessions.stream()
                        .map(each -> notice(each.header()))
                        .flatMap(Optional::stream)
                        .toList()));
        return count(connections.writeAll(
                NO_CREATE,
                sessions.stream().map(each -> calls.create(each, Noting.NONE)).toList()));
    }

    @Override
    UpdateResult update(SessionUpdate update) {
        SessionHeader base = update.base().header();
        SessionHeader next = update.next().header();
        boolean isDue = index != null && index.isDue(base, next);
        boolean shortens =
                PrincipalIndex.isSameNote(base, next) && next.expiresAt().isBefore(base.expiresAt());
        if (isDue && !shortens) {
            note(next);
        }
        UpdateResult result = update.changesKey()
                ? move(update)
                : result(connections.write(NO_UPDATE, calls.update(update, Noting.NONE)));
        if (result == UpdateResult.SAVED) {
            if (isDue && shortens) {
                note(next);
            }
            removeNoteFor(base, PrincipalIndex.leavesNote(base, next));
        }
        return result;
    }

    private UpdateResult move(SessionUpdate update) {
        SessionRecord next = update.next();
        if (!insert(next)) {
            throw taken();
        }
        UpdateResult left;
        try {
            left = result(connections.write(NO_UPDATE, calls.leave(update.base().header())));
        } catch (SessionStoreException unknown) {
            try {
                undo(next.header());
            } catch (SessionStoreException again) {
                unknown.addSuppressed(again);
            }
            throw unknown;
        }
        if (left != UpdateResult.SAVED) {
            undo(next.header());
        }
        return left;
    }

    /** Nobody has seen the new key yet. */
    private void undo(SessionHeader inserted) {
        connections.write(NO_UPDATE, Call.of(Command.UNLINK, keys.of(inserted.key())));
        removeNoteFor(inserted, PrincipalIndex.isForEver(inserted.expiresAt()));
    }

    private void note(SessionHeader session) {
        notice(session).ifPresent(call -> connections.write(NO_UPDATE, call));
    }

    private Optional<Call> notice(SessionHeader session) {
        String principal = session.principal();
        return index == null || principal == null
                ? Optional.empty()
                : Optional.of(index.note(principal, session.key(), session.expiresAt()));
    }

    private void removeNoteFor(SessionHeader session, boolean isNeeded) {
        String principal = session.principal();
        if (index != null && principal != null && isNeeded) {
            connections.write(NO_UPDATE, index.remove(principal, session.key()));
        }
    }
}
