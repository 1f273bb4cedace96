package dev.carnet.redis;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Writes sessions on one server, where a script can access all keys: each write is one command. Thread-safe. */
class SessionWriter {
    static final String NO_CREATE = "the new session could not be stored";
    static final String NO_UPDATE = "the session could not be stored";
    private static final String NO_TOUCH = "the last access could not be stored";
    private static final String NO_DELETE = "the session could not be deleted";
    private static final String NO_EXPIRY = "expired sessions could not be deleted";

    final CallSender sender;
    final Keys keys;
    final SessionCalls calls;
    final IndexSets indexes;

    SessionWriter(CallSender sender, Keys keys, SessionCalls calls, IndexSets indexes) {
        this.sender = sender;
        this.keys = keys;
        this.calls = calls;
        this.indexes = indexes;
    }

    final boolean create(SessionRecord session) {
        Writes writes = new Writes(sender);
        boolean created = create(writes, session);
        if (created) {
            writes.requireConfirmed();
        }
        return created;
    }

    boolean create(Writes writes, SessionRecord session) {
        return Answer.isPositive(writes.send(NO_CREATE, calls.create(session, indexes.create(session.header()))));
    }

    final Set<SessionKey> createAll(List<SessionRecord> sessions) {
        Writes writes = new Writes(sender);
        Set<SessionKey> created = createAll(writes, sessions);
        if (!created.isEmpty()) {
            writes.requireConfirmed();
        }
        return created;
    }

    Set<SessionKey> createAll(Writes writes, List<SessionRecord> sessions) {
        return created(
                sessions,
                writes.sendAll(
                        NO_CREATE,
                        sessions.stream()
                                .map(each -> calls.create(each, indexes.create(each.header())))
                                .toList()));
    }

    static Set<SessionKey> created(List<SessionRecord> sessions, List<Answer> answers) {
        Set<SessionKey> created = new HashSet<>();
        for (int i = 0; i < answers.size(); i++) {
            if (Answer.isPositive(answers.get(i).get())) {
                created.add(sessions.get(i).header().key());
            }
        }
        return created;
    }

    final UpdateResult update(SessionUpdate update) {
        Writes writes = new Writes(sender);
        UpdateResult result = update(writes, update);
        if (result == UpdateResult.SAVED) {
            writes.requireConfirmed();
        }
        return result;
    }

    UpdateResult update(Writes writes, SessionUpdate update) {
        Noting noting = indexes.update(update.base().header(), update.next().header());
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
            default -> throw new SessionStoreException("Redis: a script of Carnet returned an unexpected answer", null);
        };
    }

    static SessionStoreException taken() {
        return new SessionStoreException("Redis: the new key of a session already exists; nothing was stored", null);
    }

    boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        Object answer = sender.write(
                        NO_TOUCH, calls.touch(key, version, lastAccessedAt, expiresAt, !indexes.areTimed()))
                .value();
        if (answer instanceof List<?> noted) {
            String principal = Text.of((byte[]) noted.get(1));
            indexes.prolong(
                            principal.isEmpty() ? null : principal,
                            SessionHash.handle((byte[]) noted.get(0)),
                            key,
                            expiresAt)
                    .forEach(each -> sender.write(NO_TOUCH, each));
            answer = sender.write(NO_TOUCH, calls.touch(key, version, lastAccessedAt, expiresAt, true))
                    .value();
        }
        return Answer.isPositive(answer);
    }

    boolean delete(SessionKey key) {
        Writes writes = new Writes(sender);
        List<Call> notes = new ArrayList<>();
        boolean deleted = isDeleted(key, writes.send(NO_DELETE, deletion(key)), notes);
        notes.forEach(each -> sender.write(NO_DELETE, each));
        writes.requireConfirmed();
        return deleted;
    }

    Set<SessionKey> deleteAll(List<SessionKey> all) {
        Writes writes = new Writes(sender);
        List<Answer> answers =
                writes.sendAll(NO_DELETE, all.stream().map(this::deletion).toList());
        Set<SessionKey> deleted = new HashSet<>();
        List<Call> notes = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            if (isDeleted(all.get(i), answers.get(i).get(), notes)) {
                deleted.add(all.get(i));
            }
        }
        sender.writeAll(NO_DELETE, notes).forEach(Answer::get);
        writes.requireConfirmed();
        return deleted;
    }

    private Call deletion(SessionKey key) {
        return indexes.areTimed()
                ? calls.delete(key)
                : Call.of(Command.UNLINK, keys.of(key)).onReplicas();
    }

    /** @param notes gets what takes it out of indexes */
    private boolean isDeleted(SessionKey key, @Nullable Object answer, List<Call> notes) {
        if (answer instanceof List<?> noted) {
            String principal = Text.of((byte[]) noted.get(0));
            byte[] origin = (byte[]) noted.get(1);
            notes.addAll(indexes.end(
                    key,
                    principal.isEmpty() ? null : principal,
                    origin.length == 0 ? null : SessionHash.handle(origin)));
            return true;
        }
        return Answer.isPositive(answer);
    }

    boolean expire(SessionKey key, Instant by) {
        return !expireAll(List.of(key), by).isEmpty();
    }

    /** Deletes the sessions that have expired at an instant and returns them, except those that became unreadable. */
    List<SessionHeader> expireAll(List<SessionKey> candidates, Instant by) {
        List<Answer> answers = sender.writeAll(
                NO_EXPIRY, candidates.stream().map(key -> calls.expire(key, by)).toList());
        List<SessionHeader> expired = new ArrayList<>();
        List<Call> notes = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            SessionKey key = candidates.get(i);
            expired(key, answers.get(i)).ifPresent(each -> {
                expired.add(each);
                notes.addAll(indexes.end(key, each.principal(), null));
            });
        }
        sender.writeAll(NO_EXPIRY, notes).forEach(Answer::get);
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
