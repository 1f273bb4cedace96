package dev.carnet.redis;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.redis.connection.Answer;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/** Reads one or many sessions in one round trip. Thread-safe. */
final class SessionReader {
    private static final String FAILURE = "the session could not be read";
    private static final String FAILURE_OF_MANY = "sessions could not be listed";

    private final CallSender sender;
    private final Keys keys;

    SessionReader(CallSender sender, Keys keys) {
        this.sender = sender;
        this.keys = keys;
    }

    Optional<SessionRecord> find(SessionKey key) {
        return session(key, sender.read(FAILURE, whole(key)));
    }

    private Call whole(SessionKey key) {
        return Call.of(Command.HGETALL, keys.of(key));
    }

    private static Optional<SessionRecord> session(SessionKey key, @Nullable Object answer) {
        List<byte[]> fields = Answer.fields(answer);
        return fields.isEmpty() ? Optional.empty() : Optional.of(SessionHash.session(key, fields));
    }

    /**
     * The value under a key.
     *
     *
     * @param session the session, if it can be read
     * @param isUnreadable whether something lies there that is none
     */
    record Found(Optional<SessionRecord> session, boolean isUnreadable) {
        static final Found UNREADABLE = new Found(Optional.empty(), true);
    }

    /** The values under keys, in order, named by the part of each key after the prefix. */
    List<Found> find(List<String> names, boolean attributes) {
        List<Found> found = new ArrayList<>(Collections.nCopies(names.size(), Found.UNREADABLE));
        List<SessionKey> wanted = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            SessionKey key = Keys.session(names.get(i)).orElse(null);
            if (key != null) {
                wanted.add(key);
                places.add(i);
            }
        }
        List<Found> asked = attributes ? ask(wanted, this::whole, SessionReader::session) : headers(wanted);
        for (int i = 0; i < asked.size(); i++) {
            found.set(places.get(i), asked.get(i));
        }
        return found;
    }

    /** Reads the bookkeeping first. If there is none, the session is gone or foreign, and the whole record is read. */
    private List<Found> headers(List<SessionKey> wanted) {
        List<Found> found = new ArrayList<>(ask(
                wanted,
                key -> Call.of(Command.HMGET, keys.of(key), SessionHash.STATE, SessionHash.ORIGIN, SessionHash.USER),
                SessionReader::header));
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).session().isEmpty() && !found.get(i).isUnreadable()) {
                open.add(i);
            }
        }
        List<Found> rest = ask(open.stream().map(wanted::get).toList(), this::whole, SessionReader::session);
        for (int i = 0; i < open.size(); i++) {
            found.set(open.get(i), rest.get(i));
        }
        return found;
    }

    private static Optional<SessionRecord> header(SessionKey key, @Nullable Object answer) {
        List<?> bookkeeping = Answer.list(answer);
        return bookkeeping.stream().allMatch(Objects::isNull)
                ? Optional.empty()
                : Optional.of(new SessionRecord(SessionHash.header(key, bookkeeping), Attributes.NONE));
    }

    /** Makes a session of an answer. */
    @FunctionalInterface
    private interface Reading {
        Optional<SessionRecord> of(SessionKey key, @Nullable Object answer);
    }

    private List<Found> ask(List<SessionKey> wanted, Function<SessionKey, Call> question, Reading reading) {
        List<Answer> answers =
                sender.readAll(FAILURE_OF_MANY, wanted.stream().map(question).toList());
        List<Found> found = new ArrayList<>(wanted.size());
        for (int i = 0; i < wanted.size(); i++) {
            SessionKey key = wanted.get(i);
            try {
                found.add(new Found(reading.of(key, answers.get(i).get()), false));
            } catch (UnreadableSessionException e) {
                found.add(Found.UNREADABLE);
            }
        }
        return found;
    }
}
