package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.redis.Noting.Note;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * Sorted sets in which sessions are noted, so that they are found without a walk through all keys. Thread-safe.
 *
 * <pre>
 * PREFIX @u:PRINCIPAL  the keys of a user's sessions, by the instant until when they are noted
 * PREFIX @h:XXX        of sessions whose handle begins with s.XXX or f.XXX: the rest of the handle and the key, likewise
 * PREFIX @expiry       the keys of all sessions that expire, by an instant at which they have not expired yet or just then
 * </pre>
 *
 * In the first two that instant lies one to two hours beyond the one when Redis deletes the session, at a full hour. So a
 * session is noted again only when its own deadline passes into another hour, not at every access, and a note may come an hour
 * late. Every note drops those of the set whose instant has come, and sets the set's own expiry: what is gone leaves nothing
 * behind, though nobody takes it out. A session is noted before it is stored, and whoever looks it up looks at the session
 * itself: a note too many does no harm.
 *
 * <p>In the third an access changes nothing: a sweep that finds a session alive notes it anew by its expiry.
 */
final class SessionIndexes {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final String FOR_EVER = "+inf";

    /** Characters of a handle that name its set: 262,144 sets at most. */
    private static final int SET_OF_HANDLE = 3;

    private static final int BEFORE_HANDLE = 2;
    private static final String NOT_FOUND = "a user's sessions could not be found";

    private final Keys keys;
    private final RedisOptions options;
    private final Duration grace;
    private final Connections connections;

    SessionIndexes(Keys keys, RedisOptions options, Connections connections) {
        this.keys = keys;
        this.options = options;
        this.grace = options.grace();
        this.connections = connections;
    }

    boolean ofPrincipals() {
        return options.principalIndex();
    }

    boolean ofHandles() {
        return options.handleIndex();
    }

    boolean ofExpiries() {
        return options.expiryIndex();
    }

    /** Whether a session whose deadline passes into another hour has to be noted anew. */
    boolean areTimed() {
        return ofPrincipals() || ofHandles();
    }

    private byte[] principalKey(String principal) {
        byte[] begin = keys.index("u:");
        byte[] end = Text.bytes(principal);
        byte[] key = new byte[begin.length + end.length];
        System.arraycopy(begin, 0, key, 0, begin.length);
        System.arraycopy(end, 0, key, begin.length, end.length);
        return key;
    }

    private byte[] handleKey(String handle) {
        return keys.index("h:" + handle.substring(BEFORE_HANDLE, BEFORE_HANDLE + SET_OF_HANDLE));
    }

    private static String handleMember(String handle, SessionKey key) {
        return handle.substring(BEFORE_HANDLE + SET_OF_HANDLE) + " " + key.value();
    }

    /** Handles that another program has shortened are found by a walk. */
    private static boolean isIndexed(String handle) {
        return handle.length() > BEFORE_HANDLE + SET_OF_HANDLE;
    }

    /** The key of the index of expiries. */
    byte[] expiryKey() {
        return keys.index("expiry");
    }

    /** Until when a session is noted that expires at an instant. */
    private String until(Instant expiresAt) {
        return isForEver(expiresAt) ? FOR_EVER : Long.toString((hour(expiresAt) + 2) * HOUR);
    }

    private long hour(Instant expiresAt) {
        return Math.floorDiv(expiresAt.plus(grace).toEpochMilli(), HOUR);
    }

    static boolean isForEver(Instant expiresAt) {
        return !expiresAt.isBefore(SessionHeader.NEVER);
    }

    /** The notes that go by the hour. */
    private List<Note> timed(@Nullable String principal, String handle, SessionKey key, Instant expiresAt) {
        List<Note> notes = new ArrayList<>(2);
        if (principal != null && ofPrincipals()) {
            notes.add(new Note(principalKey(principal), key.value(), until(expiresAt)));
        }
        if (ofHandles() && isIndexed(handle)) {
            notes.add(new Note(handleKey(handle), handleMember(handle, key), until(expiresAt)));
        }
        return notes;
    }

    private Note expiry(SessionHeader session) {
        return new Note(
                expiryKey(), session.key().value(), "x" + session.expiresAt().toEpochMilli());
    }

    /** What is to be done when a new session is stored. */
    Noting create(SessionHeader session) {
        List<Note> added = timed(session.principal(), session.handle(), session.key(), session.expiresAt());
        if (ofExpiries() && !isForEver(session.expiresAt())) {
            added.add(expiry(session));
        }
        return added.isEmpty() ? Noting.NONE : new Noting(added, List.of());
    }

    /** What is to be done when a session is written that was read before. */
    Noting update(SessionHeader before, SessionHeader after) {
        boolean isMoved = !before.key().equals(after.key());
        boolean isOfAnother = !Objects.equals(before.principal(), after.principal());
        boolean isTimedAnew = before.isForeign() || !until(after.expiresAt()).equals(until(before.expiresAt()));
        if (!isMoved && !isOfAnother && !isTimedAnew && !ofExpiries()) {
            return Noting.NONE;
        }
        List<Note> added = new ArrayList<>(3);
        List<Note> removed = new ArrayList<>(3);
        if (isMoved || isOfAnother || isTimedAnew) {
            added.addAll(timed(after.principal(), after.handle(), after.key(), after.expiresAt()));
        }
        if (isMoved || isOfAnother) {
            removed.addAll(timed(before.principal(), before.handle(), before.key(), before.expiresAt()));
            removed.removeIf(each -> added.stream().anyMatch(kept -> kept.isInPlaceOf(each)));
        }
        if (ofExpiries()) {
            boolean isSooner = before.isForeign() || after.expiresAt().isBefore(before.expiresAt());
            if ((isMoved || isSooner) && !isForEver(after.expiresAt())) {
                added.add(expiry(after));
            }
            if (isMoved) {
                removed.add(expiry(before));
            }
        }
        return new Noting(added, removed);
    }

    /** Notes a session for longer, after an access. */
    List<Call> prolong(@Nullable String principal, String handle, SessionKey key, Instant expiresAt) {
        return timed(principal, handle, key, expiresAt).stream()
                .map(SessionIndexes::addition)
                .toList();
    }

    static Call addition(Note note) {
        return Call.of(Script.NOTE, List.of(note.index()), List.of(note.score(), note.member()));
    }

    static Call removal(Note note) {
        return Call.of(Command.ZREM, note.index(), note.member());
    }

    /**
     * Takes out what a session that has ended is noted in. The index of handles is left to time, unless the session would never
     * have expired.
     */
    List<Call> end(SessionKey key, @Nullable String principal, @Nullable String handle) {
        List<Call> calls = new ArrayList<>(2);
        if (principal != null && ofPrincipals()) {
            calls.add(Call.of(Command.ZREM, principalKey(principal), key.value().getBytes(UTF_8)));
        }
        if (handle != null && ofHandles() && isIndexed(handle)) {
            calls.add(Call.of(
                    Command.ZREM, handleKey(handle), handleMember(handle, key).getBytes(UTF_8)));
        }
        return calls;
    }

    /**
     * A walk through the keys of the sessions noted for a principal.
     *
     * @throws dev.carnet.error.UnreadableSessionException at a step, if what lies in the set's place is none
     */
    NameWalk sessions(String principal) {
        byte[] key = principalKey(principal);
        return new NameWalk(
                1,
                (node, cursor, count) -> connections.read(
                        NOT_FOUND,
                        Call.of(
                                Command.ZSCAN,
                                key,
                                cursor.getBytes(UTF_8),
                                "COUNT".getBytes(UTF_8),
                                Integer.toString(count).getBytes(UTF_8))),
                each -> Optional.of(new String(each, UTF_8)),
                2);
    }

    /**
     * Takes out of a principal's index those sessions that are not there any more. On a Cluster a session is noted by a command
     * before the one that stores it, so there its absence says nothing, and time removes the note.
     */
    void forget(String principal, List<String> names) {
        if (names.isEmpty() || connections.nodes().areSeveral()) {
            return;
        }
        List<byte[]> touched = new ArrayList<>(List.of(principalKey(principal)));
        List<byte[]> members = new ArrayList<>();
        for (String each : names) {
            Keys.session(each).ifPresent(key -> {
                touched.add(keys.of(key));
                members.add(each.getBytes(UTF_8));
            });
        }
        connections.write(NOT_FOUND, Call.of(Script.FORGET, touched, members));
    }

    /** The keys noted for a handle. */
    List<SessionKey> byHandle(String handle) {
        if (!ofHandles() || !isIndexed(handle)) {
            return List.of();
        }
        String begin = handle.substring(BEFORE_HANDLE + SET_OF_HANDLE) + " ";
        Object answer = connections.read(
                "the session could not be found",
                Call.of(Command.ZRANGE, handleKey(handle), "0".getBytes(UTF_8), "-1".getBytes(UTF_8)));
        return Answer.list(answer).stream()
                .map(each -> new String((byte[]) each, UTF_8))
                .filter(each -> each.startsWith(begin))
                .flatMap(each -> Keys.session(each.substring(begin.length())).stream())
                .toList();
    }
}
