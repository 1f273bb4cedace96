package dev.carnet.redis;

import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Writes sessions on a Cluster, where a script can access only one key.
 *
 * <p>An id change takes two steps: the whole new record is inserted, and the old one is deleted if nobody has written or
 * touched it in the meantime; otherwise the new one is deleted again. If the second step fails, the old key is read: if
 * the session still exists, the new record is removed and the failure reported.
 *
 * <p>The index is in other slots, too: its entry is written before the session. Only an entry with a shorter lifetime is
 * written afterwards, so that a failed write does not lose the entry.
 */
final class ClusterWriter extends SessionWriter {
    private final SessionReader reader;

    ClusterWriter(CallSender sender, Keys keys, SessionCalls calls, IndexSets indexes, SessionReader reader) {
        super(sender, keys, calls, indexes);
        this.reader = reader;
    }

    @Override
    boolean create(Writes writes, SessionRecord session) {
        note(writes, indexes.create(session.header()));
        return Answer.isPositive(writes.send(NO_CREATE, calls.create(session, Noting.NONE)));
    }

    @Override
    Set<SessionKey> createAll(Writes writes, List<SessionRecord> sessions) {
        writes.sendAll(
                        NO_CREATE,
                        sessions.stream()
                                .flatMap(each -> additions(indexes.create(each.header())))
                                .toList())
                .forEach(Answer::get);
        return created(
                sessions,
                writes.sendAll(
                        NO_CREATE,
                        sessions.stream()
                                .map(each -> calls.create(each, Noting.NONE))
                                .toList()));
    }

    @Override
    UpdateResult update(Writes writes, SessionUpdate update) {
        SessionHeader base = update.base().header();
        SessionHeader next = update.next().header();
        Noting noting = indexes.update(base, next);
        boolean shortens = base.key().equals(next.key())
                && Objects.equals(base.principal(), next.principal())
                && next.expiresAt().isBefore(base.expiresAt());
        if (!shortens) {
            note(writes, noting);
        }
        UpdateResult result = update.changesKey()
                ? move(writes, update)
                : result(writes.send(NO_UPDATE, calls.update(update, Noting.NONE)));
        if (result == UpdateResult.SAVED) {
            if (shortens) {
                note(writes, noting);
            }
            noting.removed().forEach(each -> sender.write(NO_UPDATE, IndexSets.removal(each)));
        }
        return result;
    }

    private UpdateResult move(Writes writes, SessionUpdate update) {
        SessionHeader base = update.base().header();
        SessionRecord next = update.next();
        if (!Answer.isPositive(writes.send(NO_CREATE, calls.move(next)))) {
            throw taken();
        }
        UpdateResult left;
        try {
            left = result(writes.send(NO_UPDATE, calls.leave(base)));
        } catch (SessionStoreException unknown) {
            return settle(base, next.header(), unknown);
        }
        if (left != UpdateResult.SAVED) {
            takeBack(next.header());
        }
        return left;
    }

    /**
     * Whether the second step was carried out, whose answer is lost: it comes no later any more, so the old key tells. If
     * nobody can look there either, the new record goes.
     */
    private UpdateResult settle(SessionHeader base, SessionHeader next, SessionStoreException unknown) {
        try {
            if (!isThere(base)) {
                return UpdateResult.SAVED;
            }
        } catch (SessionException again) {
            unknown.addSuppressed(again);
        }
        try {
            undo(next);
        } catch (SessionStoreException again) {
            unknown.addSuppressed(again);
        }
        throw unknown;
    }

    /** The old record has changed or ended, so the record here does not belong to a session that has moved. */
    private void takeBack(SessionHeader inserted) {
        try {
            undo(inserted);
        } catch (SessionStoreException e) {
            throw new WriteNotStoredException(
                    "Redis: the session was changed or ended during its id change; the entry under the new key"
                            + " could not be removed: "
                            + e.getMessage(),
                    e);
        }
    }

    private boolean isThere(SessionHeader base) {
        return reader.find(base.key())
                .filter(found -> found.header().handle().equals(base.handle()))
                .isPresent();
    }

    /** Nobody knows the new key yet. The record is deleted only if unchanged; a repeated id change inserts it again. */
    private void undo(SessionHeader inserted) {
        sender.write(NO_UPDATE, calls.leave(inserted));
        indexes.end(inserted.key(), inserted.principal(), inserted.handle())
                .forEach(each -> sender.write(NO_UPDATE, each));
    }

    private void note(Writes writes, Noting noting) {
        additions(noting).forEach(each -> writes.send(NO_UPDATE, each));
    }

    private static Stream<Call> additions(Noting noting) {
        return noting.added().stream().map(each -> IndexSets.addition(each).onReplicas());
    }
}
