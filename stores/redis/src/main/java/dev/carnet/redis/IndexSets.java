package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.redis.Noting.Note;
import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.CallSender;
import dev.carnet.redis.connection.Script;
import dev.carnet.redis.walk.NameWalk;
import dev.carnet.redis.walk.NameWalk.Step;
import dev.carnet.redis.walk.Position;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Protocol.Command;

/**
 * The indexes: sorted sets that find sessions without a scan of all keys. Thread-safe.
 *
 * <pre>
 * PREFIX @u:SET   the sessions of some users, by the instant until when they are noted
 * PREFIX @h:SET   sessions by their handles, likewise
 * PREFIX @expiry  the keys of all sessions that expire, by an instant at which they have not expired yet or just then
 * </pre>
 *
 * Of the first two there are 32,768 sets each, and a member is what {@link IndexPlace} says. A set for each user would be as
 * many keys as there are users, and each walk through the sessions meets every key of the database, whatever it asks for. A set
 * stays so small, up to millions of sessions, that Redis keeps it in one piece of memory.
 *
 * <p>The instant in the first two lies one to two hours beyond the one when Redis deletes the session, at a full hour. So a
 * session is noted again only when its own deadline passes into another hour, not at every access, and a note may come an hour
 * late. Every note drops some of those of the set whose instant has come, and sets the set's own expiry: what is gone leaves
 * nothing behind, though nobody takes it out. A session is noted before it is stored, and whoever looks it up looks at the
 * session itself: a note too many does no harm.
 *
 * <p>In the third an access changes nothing: a sweep that finds a session alive notes it anew by its expiry.
 */
final class IndexSets {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final String FOR_EVER = "+inf";

    /** More members than a set has that Redis keeps in one piece, which one command walks through. */
    private static final int MOST_AT_ONCE = 1000;

    private static final String NOT_FOUND = "a user's sessions could not be found";

    private final Keys keys;
    private final RedisOptions options;
    private final Duration grace;
    private final CallSender sender;

    IndexSets(Keys keys, RedisOptions options, CallSender sender) {
        this.keys = keys;
        this.options = options;
        this.grace = options.grace();
        this.sender = sender;
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

    /** Whether a session must be indexed again because its deadline moves into another hour. */
    boolean areTimed() {
        return ofPrincipals() || ofHandles();
    }

    private IndexPlace ofPrincipal(String principal) {
        return IndexPlace.of(keys, "u:", Text.bytes(principal));
    }

    private IndexPlace ofHandle(String handle) {
        return IndexPlace.of(keys, "h:", handle.getBytes(UTF_8));
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
            notes.add(ofPrincipal(principal).note(key, until(expiresAt)));
        }
        if (ofHandles()) {
            notes.add(ofHandle(handle).note(key, until(expiresAt)));
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
                .map(IndexSets::addition)
                .toList();
    }

    static Call addition(Note note) {
        return Call.of(Script.NOTE, List.of(note.index()), List.of(note.score(), note.member()));
    }

    static Call removal(Note note) {
        return Call.of(Command.ZREM, note.index(), note.member());
    }

    /**
     * Removes the index entries of a session that has ended.
     *
     *
     * @param handle null to leave the index of handles to time
     */
    List<Call> end(SessionKey key, @Nullable String principal, @Nullable String handle) {
        List<Call> calls = new ArrayList<>(2);
        if (principal != null && ofPrincipals()) {
            calls.add(removal(ofPrincipal(principal).note(key, "")));
        }
        if (handle != null && ofHandles()) {
            calls.add(removal(ofHandle(handle).note(key, "")));
        }
        return calls;
    }

    /**
     * A scan of the keys indexed for a principal.
     *
     *
     * @throws dev.carnet.error.UnreadableSessionException at a step, if what lies in the set's place is none
     */
    NameWalk sessions(String principal) {
        return walk(ofPrincipal(principal));
    }

    /** A scan of the keys in a place; Redis filters out those of other places. */
    private NameWalk walk(IndexPlace place) {
        byte[] pattern = place.pattern();
        return new NameWalk(
                1,
                (node, cursor, count) -> sender.read(
                        NOT_FOUND,
                        Call.of(
                                Command.ZSCAN,
                                place.set(),
                                cursor.getBytes(UTF_8),
                                "MATCH".getBytes(UTF_8),
                                pattern,
                                "COUNT".getBytes(UTF_8),
                                Integer.toString(count).getBytes(UTF_8))),
                place::name,
                2);
    }

    /**
     * Takes out of a principal's index those sessions that are not there any more. On a Cluster a session is noted by a command
     * before the one that stores it, so there its absence says nothing, and time removes the note.
     */
    void forget(String principal, List<String> names) {
        if (names.isEmpty() || sender.nodes().areSeveral()) {
            return;
        }
        IndexPlace place = ofPrincipal(principal);
        List<byte[]> touched = new ArrayList<>(List.of(place.set()));
        List<byte[]> members = new ArrayList<>();
        for (String each : names) {
            Keys.session(each).ifPresent(key -> {
                touched.add(keys.of(key));
                members.add(place.member(key));
            });
        }
        sender.write(NOT_FOUND, Call.of(Script.FORGET, touched, members));
    }

    /** The keys indexed for a handle: one, except during an id change. */
    List<SessionKey> byHandle(String handle) {
        NameWalk walk = walk(ofHandle(handle));
        List<SessionKey> found = new ArrayList<>();
        Position next = Position.BEGIN;
        while (next != null) {
            Step step = walk.step(next, MOST_AT_ONCE);
            step.names().forEach(each -> Keys.session(each).ifPresent(found::add));
            next = step.next();
        }
        return found;
    }
}
