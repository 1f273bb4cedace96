package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.error.UnreadableSessionException;
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
 * Which sessions a principal has: a sorted set for each, the sessions' keys by the instant until when they are noted, in
 * milliseconds since 1970. Thread-safe.
 *
 * <p>That instant lies one to two hours beyond the one when Redis deletes the session, at a full hour. So a session is
 * noted again only when its own deadline passes into another hour, not at every access, and a note may come an hour late.
 * Every note drops those of the set whose instant has come, and sets the set's own expiry: what is gone leaves nothing
 * behind, though nobody takes it out. A session is noted before it is stored, and whoever looks it up looks at the session
 * itself: a note too many does no harm. Only a session that never expires is taken out when it ends.
 */
final class PrincipalIndex {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    private static final String FOR_EVER = "+inf";

    private final String prefix;
    private final Duration grace;
    private final Connections connections;

    PrincipalIndex(RedisOptions options, Connections connections) {
        this.prefix = options.prefix() + Keys.INDEX;
        this.grace = options.grace();
        this.connections = connections;
    }

    /** The key of a principal's set. */
    private byte[] key(String principal) {
        byte[] begin = text(prefix);
        byte[] end = Text.bytes(principal);
        byte[] key = new byte[begin.length + end.length];
        System.arraycopy(begin, 0, key, 0, begin.length);
        System.arraycopy(end, 0, key, begin.length, end.length);
        return key;
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

    /** What is to be done when a new session is stored. */
    Noting create(SessionHeader session) {
        String principal = session.principal();
        return principal == null ? Noting.NONE : new Noting(List.of(key(principal)), until(session.expiresAt()), "");
    }

    /** What is to be done when a session is written that was read before. */
    Noting update(SessionHeader before, SessionHeader after) {
        List<byte[]> keys = new ArrayList<>();
        boolean isDue = isDue(before, after);
        boolean isLeft = leavesNote(before, after);
        if (isDue) {
            keys.add(key(String.valueOf(after.principal())));
        }
        if (isLeft) {
            keys.add(key(String.valueOf(before.principal())));
        }
        return new Noting(
                keys,
                isDue ? until(after.expiresAt()) : "",
                isLeft ? before.key().value() : "");
    }

    /** Whether a session has to be noted, for the first time or for longer. */
    boolean isDue(SessionHeader before, SessionHeader after) {
        return after.principal() != null
                && (!isSameNote(before, after)
                        || before.isForeign()
                        || !until(after.expiresAt()).equals(until(before.expiresAt())));
    }

    /** Whether both are noted for the same principal under the same key. */
    static boolean isSameNote(SessionHeader before, SessionHeader after) {
        return Objects.equals(before.principal(), after.principal())
                && before.key().equals(after.key());
    }

    /** Whether a write leaves a note behind that time would never remove. */
    static boolean leavesNote(SessionHeader before, SessionHeader after) {
        return before.principal() != null && isForEver(before.expiresAt()) && !isSameNote(before, after);
    }

    /** Notes a session that expires at an instant. */
    Call note(String principal, SessionKey session, Instant expiresAt) {
        return Call.of(Script.NOTE, List.of(key(principal)), List.of(text(until(expiresAt)), text(session.value())));
    }

    /** Takes a session out. */
    Call remove(String principal, SessionKey session) {
        return Call.of(Command.ZREM, key(principal), text(session.value()));
    }

    /**
     * The keys of the sessions noted for a principal, in order.
     *
     * @param after leaves out those up to this key, if it is not null
     * @throws UnreadableSessionException if what lies in the set's place is none
     */
    List<String> sessions(String principal, @Nullable String after) {
        Object answer = connections.read(
                "a user's sessions could not be found", Call.of(Command.ZRANGE, key(principal), text("0"), text("-1")));
        return Answer.list(answer).stream()
                .map(each -> new String((byte[]) each, UTF_8))
                .filter(each -> after == null || each.compareTo(after) > 0)
                .sorted()
                .toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }
}
