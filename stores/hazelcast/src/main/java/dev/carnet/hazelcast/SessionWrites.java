package dev.carnet.hazelcast;

import com.hazelcast.core.HazelcastJsonValue;
import com.hazelcast.map.IMap;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.Document;
import dev.carnet.spi.document.HeaderMembers;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.WholeDocument;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * The guarded writes. If all members have this jar, a text and its TTL are stored in one operation. Otherwise the text
 * is replaced first, which removes its TTL, and then the TTL is set:
 *
 * <ul>
 *   <li>If the process dies in between, the entry has no TTL; the sweep deletes it when the session has expired.
 *   <li>If another writer comes in between, its TTL may be overwritten. So the text is read again, and if it has
 *       changed, the TTL is set from it.
 * </ul>
 */
final class SessionWrites {
    private final IMap<String, Object> map;
    private final MemberCode members;
    private final long graceMillis;

    SessionWrites(IMap<String, Object> map, MemberCode members, long graceMillis) {
        this.map = map;
        this.members = members;
        this.graceMillis = graceMillis;
    }

    boolean insert(Document session) {
        Object taken = map.putIfAbsent(
                session.key().value(), json(session.text()), millis(session.header()), TimeUnit.MILLISECONDS);
        return taken == null;
    }

    boolean replace(String expected, Document next) {
        String key = next.key().value();
        if (members.isEverywhere()) {
            return map.executeOnKey(key, new ReplaceText(expected, next.text(), millis(next.header())));
        }
        if (!map.replace(key, json(expected), json(next.text()))) {
            return false;
        }
        limit(key, next.text(), millis(next.header()));
        return true;
    }

    private void limit(String key, String text, long ttlMillis) {
        String limited = text;
        long ttl = ttlMillis;
        while (map.setTtl(key, ttl, TimeUnit.MILLISECONDS)) {
            Object now = map.get(key);
            if (now == null || limited.equals(SessionPages.textOf(now))) {
                return;
            }
            limited = SessionPages.textOf(now);
            ttl = millis(key, limited);
        }
    }

    /** By what a text says of itself. */
    private long millis(String key, String text) {
        try {
            return millis(HeaderMembers.read(SessionDocument.bookkeeping(text), Instant.EPOCH)
                    .read("Hazelcast", new SessionKey(key), text.length()));
        } catch (IllegalArgumentException | UnreadableSessionException noSession) {
            return TimeToLive.FOREVER;
        }
    }

    /** Whether {@link #touch} can be used. */
    boolean touchesInPlace() {
        return members.isEverywhere();
    }

    boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        String accessed = WholeDocument.instant(lastAccessedAt);
        return map.executeOnKey(
                key.value(),
                new TouchText(
                        WholeDocument.beginning(version, accessed),
                        WholeDocument.beginning(version).length(),
                        accessed,
                        WholeDocument.instant(expiresAt),
                        graceMillis));
    }

    private long millis(SessionHeader session) {
        return TimeToLive.millis(session.lastAccessedAt(), session.expiresAt(), graceMillis);
    }

    static HazelcastJsonValue json(String text) {
        return new HazelcastJsonValue(text);
    }
}
