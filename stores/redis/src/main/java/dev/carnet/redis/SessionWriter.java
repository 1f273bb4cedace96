package dev.carnet.redis;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Writes sessions where one script reaches all keys: each write is one command. Thread-safe. */
class SessionWriter {
    static final String NO_CREATE = "the new session could not be stored";
    static final String NO_UPDATE = "the session could not be stored";
    private static final String NO_TOUCH = "the access could not be stored";
    private static final String NO_DELETE = "the session could not be deleted";
    private static final String NO_EXPIRY = "expired sessions could not be deleted";

    final Connections connections;
    final Keys keys;
    final SessionCalls calls;
    final @Nullable PrincipalIndex index;

    /** @param index null if there is none */
    SessionWriter(Connections connections, Keys keys, SessionCalls calls, @Nullable PrincipalIndex index) {
        this.connections = connections;
        this.keys = keys;
        this.calls = calls;
        this.index = index;
    }

    final boolean create(SessionRecord session) {
        Writes writes = new Writes(connections);
        boolean created = create(writes, session);
        if (created) {
            writes.requireConfirmed();
        }
        return created;
    }

    boolean create(Writes writes, SessionRecord session) {
        return Answer.isPositive(writes.send(NO_CREATE, calls.create(session, noting(session.header()))));
    }

    final int createAll(Collection<SessionRecord> sessions) {
        Writes writes = new Writes(connections);
        int created = createAll(writes, sessions);
        if (created > 0) {
            writes.requireConfirmed();
        }
        return created;
    }

    int createAll(Writes writes, Collection<SessionRecord> sessions) {
        return count(writes.sendAll(
                NO_CREATE,
                sessions.stream()
                        .map(each -> calls.create(each, noting(each.header())))
                        .toList()));
    }

    private Noting noting(SessionHeader created) {
        return index == null ? Noting.NONE : index.create(created);
    }

    static int count(List<Answer> answers) {
        return (int)
                answers.stream().map(Answer::get).filter(Answer::isPositive).count();
    }

    final UpdateResult update(SessionUpdate update) {
        Writes writes = new Writes(connections);
        UpdateResult result = update(writes, update);
        if (result == UpdateResult.SAVED) {
            writes.requireConfirmed();
        }
        return result;
    }

    UpdateResult update(Writes writes, SessionUpdate update) {
        Noting noting = index == null
                ? Noting.NONE
                : index.update(update.base().header(), update.next().header());
        return result(writes.send(NO_UPDATE, calls.update(update, noting)));
    }

    static UpdateResult result(@Nullable Object answer) {
        if (Answer.isPositive(answer)) {
            return UpdateResult.SAVED;
        }
        return switch (answer instanceof Long code ? code.intValue() : Integer.MIN_VALUE) {
            case 0 -> UpdateResult.CONFLICT;
            case -1 -> UpdateResult.GONE;
            case -2 -> throw taken();
            default -> throw new SessionStoreException("Redis: a script of Carnet's gave no answer of its own", null);
        };
    }

    static SessionStoreException taken() {
        return new SessionStoreException("Redis: the new key of a session is taken; nothing was stored", null);
    }

    boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        Object answer = connections
                .write(NO_TOUCH, calls.touch(key, version, lastAccessedAt, expiresAt, index == null))
                .value();
        if (answer instanceof byte[] principal && index != null) {
            connections.write(NO_TOUCH, index.note(Text.of(principal), key, expiresAt));
            answer = connections
                    .write(NO_TOUCH, calls.touch(key, version, lastAccessedAt, expiresAt, true))
                    .value();
        }
        return Answer.isPositive(answer);
    }

    boolean delete(SessionKey key) {
        Writes writes = new Writes(connections);
        boolean deleted = isDeleted(key, writes.send(NO_DELETE, deletion(key)));
        writes.requireConfirmed();
        return deleted;
    }

    int deleteAll(List<SessionKey> all) {
        Writes writes = new Writes(connections);
        List<Answer> answers =
                writes.sendAll(NO_DELETE, all.stream().map(this::deletion).toList());
        int deleted = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (isDeleted(all.get(i), answers.get(i).get())) {
                deleted++;
            }
        }
        writes.requireConfirmed();
        return deleted;
    }

    private Call deletion(SessionKey key) {
        return index == null ? Call.of(Command.UNLINK, keys.of(key)).onReplicas() : calls.delete(key);
    }

    /** A session that would never have expired leaves a note in the index, which has to be taken out. */
    private boolean isDeleted(SessionKey key, @Nullable Object answer) {
        if (answer instanceof byte[] principal && index != null) {
            connections.write(NO_DELETE, index.remove(Text.of(principal), key));
            return true;
        }
        return Answer.isPositive(answer);
    }

    boolean expire(SessionKey key, Instant by) {
        return connections.write(NO_EXPIRY, calls.expire(key, by)).value() != null;
    }

    /** Deletes those sessions that have expired by an instant; gives what they were, leaving out what became unreadable. */
    List<SessionHeader> expireAll(List<SessionKey> candidates, Instant by) {
        List<Answer> answers = connections.writeAll(
                NO_EXPIRY, candidates.stream().map(key -> calls.expire(key, by)).toList());
        List<SessionHeader> expired = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            expired(candidates.get(i), answers.get(i)).ifPresent(expired::add);
        }
        return expired;
    }

    private static Optional<SessionHeader> expired(SessionKey key, Answer answer) {
        try {
            List<?> bookkeeping = Answer.list(answer.get());
            return bookkeeping.isEmpty() ? Optional.empty() : Optional.of(SessionHash.header(key, bookkeeping));
        } catch (UnreadableSessionException sinceItWasFound) {
            return Optional.empty();
        }
    }
}
