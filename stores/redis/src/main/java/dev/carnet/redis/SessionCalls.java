package dev.carnet.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.carnet.redis.connection.Call;
import dev.carnet.redis.connection.Script;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change.SetTo;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates the calls of the scripts that write sessions. Immutable. */
final class SessionCalls {
    private static final byte[] NOTHING = {};

    /** Where in the arguments of an update its notes begin, as Lua counts, which sees the time of {@link Call} first. */
    private static final int FIRST_FIELD = 16;

    /** Lua hands on some thousands of arguments at once. */
    private static final int MOST_AT_ONCE = 1000;

    private final Keys keys;
    private final byte[] grace;

    SessionCalls(Keys keys, RedisOptions options) {
        this.keys = keys;
        this.grace = text(Long.toString(options.grace().toMillis()));
    }

    /**
     * Stores a new session, unless its key is taken.
     *
     * @param noting what the same command does to the index
     */
    Call create(SessionRecord session, Noting noting) {
        return create(session, noting, NOTHING);
    }

    /** Stores the next state of a session whose id changes, and replaces the remnant of an earlier attempt. */
    Call move(SessionRecord next) {
        return create(next, Noting.NONE, text(next.header().handle()));
    }

    private Call create(SessionRecord session, Noting noting, byte[] replaced) {
        SessionHeader header = session.header();
        List<byte[]> touched = new ArrayList<>(List.of(keys.of(header.key())));
        touched.addAll(noting.keys());
        List<byte[]> arguments = new ArrayList<>(List.of(
                text(SessionHash.millis(header.expiresAt())),
                grace,
                replaced,
                number(noting.added().size())));
        arguments.addAll(noting.arguments());
        arguments.addAll(SessionHash.fields(session));
        return Call.of(Script.CREATE, touched, arguments).onReplicas();
    }

    /**
     * Applies a change and, if the session gets a new key, moves it.
     *
     *
     * @param noting what the same command does to the index
     */
    Call update(SessionUpdate update, Noting noting) {
        SessionHeader base = update.base().header();
        SessionHeader next = update.next().header();
        List<byte[]> touched = new ArrayList<>(List.of(keys.of(base.key())));
        if (update.changesKey()) {
            touched.add(keys.of(next.key()));
        }
        touched.addAll(noting.keys());
        List<byte[]> removed = removed(update, false);
        List<byte[]> notes = noting.arguments();
        int firstField = FIRST_FIELD + notes.size();
        int present = firstField + removed.size();
        removed.addAll(removed(update, true));
        List<byte[]> written = SessionHash.fields(update.change().written());
        boolean isUsual =
                noting.isEmpty() && update.changesAttributesOnly() && removed.size() + written.size() <= MOST_AT_ONCE;
        List<byte[]> arguments = new ArrayList<>(FIRST_FIELD + removed.size() + written.size());
        Collections.addAll(
                arguments,
                isUsual ? number(present) : NOTHING,
                base.isForeign() ? NOTHING : text(SessionHash.state(base)),
                text(SessionHash.state(next)),
                number(firstField + removed.size()),
                text(base.handle()),
                base.principal() == null ? NOTHING : signed(base.principal()),
                flag(update.setsMaxIdle()),
                base.isForeign() ? text(SessionHash.origin(next)) : NOTHING,
                principal(update.change().principal()),
                grace,
                flag(update.changesKey()),
                number(noting.added().size()),
                number(noting.removed().size()),
                flag(update.isExact()));
        arguments.addAll(notes);
        arguments.addAll(removed);
        arguments.addAll(written);
        return Call.of(Script.UPDATE, touched, arguments).onReplicas();
    }

    /** Fields that go: removed attributes, and the type notes of values that have none any more. */
    private static List<byte[]> removed(SessionUpdate update, boolean werePresent) {
        Attributes base = update.base().attributes();
        List<byte[]> removed = new ArrayList<>();
        for (String each : update.change().removed()) {
            if (werePresent == (base.get(each) != null)) {
                removed.add(SessionHash.field(each));
            }
            if (werePresent == hasNote(base, each)) {
                removed.add(SessionHash.noteField(each));
            }
        }
        for (Map.Entry<String, Encoded> each : update.change().written().entrySet()) {
            if (each.getValue().types() == null && werePresent == hasNote(base, each.getKey())) {
                removed.add(SessionHash.noteField(each.getKey()));
            }
        }
        return removed;
    }

    private static boolean hasNote(Attributes attributes, String name) {
        Encoded value = attributes.get(name);
        return value != null && value.types() != null;
    }

    /** Deletes a session under a key that it leaves, if nobody has written or touched it. */
    Call leave(SessionHeader base) {
        return Call.of(
                        Script.LEAVE,
                        List.of(keys.of(base.key())),
                        List.of(
                                text(base.handle()),
                                base.isForeign() ? NOTHING : text(SessionHash.version(base)),
                                text(SessionHash.millis(base.lastAccessedAt())),
                                text(SessionHash.millis(base.expiresAt()))))
                .onReplicas();
    }

    /**
     * Notes an access.
     *
     * @param isNoted whether the indexes need no look
     */
    Call touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt, boolean isNoted) {
        return Call.of(
                Script.TOUCH,
                List.of(keys.of(key)),
                List.of(
                        text(Long.toHexString(version)),
                        text(SessionHash.millis(lastAccessedAt)),
                        text(SessionHash.millis(expiresAt)),
                        grace,
                        flag(isNoted)));
    }

    /** Deletes a session that has expired by an instant; answers its bookkeeping, or nothing. */
    Call expire(SessionKey key, Instant by) {
        return Call.of(Script.EXPIRE, List.of(keys.of(key)), List.of(text(SessionHash.millis(by))));
    }

    /** Deletes a session and returns its index entries that must be removed. */
    Call delete(SessionKey key) {
        return Call.of(Script.DELETE, List.of(keys.of(key)), List.of()).onReplicas();
    }

    private static byte[] text(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] number(int number) {
        return text(Integer.toString(number));
    }

    private static byte[] flag(boolean flag) {
        return flag ? text("1") : NOTHING;
    }

    /** The new principal after a sign, another sign for none, nothing if it stays. */
    private static byte[] principal(@Nullable SetTo<String> change) {
        if (change == null) {
            return NOTHING;
        }
        String principal = change.value();
        return principal == null ? text("-") : signed(principal);
    }

    private static byte[] signed(String principal) {
        byte[] bytes = Text.bytes(principal);
        byte[] signed = new byte[bytes.length + 1];
        signed[0] = '=';
        System.arraycopy(bytes, 0, signed, 1, bytes.length);
        return signed;
    }
}
