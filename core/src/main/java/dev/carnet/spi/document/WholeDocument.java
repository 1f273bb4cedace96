package dev.carnet.spi.document;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.StoredHeader;
import java.time.Instant;

/**
 * A session as one JSON object in ASCII, its bookkeeping inside: what a store keeps that has a key and a text and nothing
 * else. One record gives one text. Immutable.
 *
 * <pre>
 * {"__carnet":{"version":"00c0ffee00c0ffee","accessed":"2026-11-21T09:00:00.000Z",
 *   "expires":"2026-11-21T09:30:00.000Z","format":"1d","created":"...","handle":"s.x",
 *   "idle":1800000,"ends":"...","principal":"bob","types":{"n":"long"}},"n":7}
 * </pre>
 *
 * Version, last access and expiry stand first and have a fixed length, so that a database finds them: {@link
 * DocumentParts}. Somebody else who writes the object anew may move them; it is still read.
 *
 * @param store the store's name, for messages
 * @param attributes how the attributes are written
 */
public record WholeDocument(String store, SessionDocument attributes) {
    /** What every text begins with that Carnet was the last to write. */
    public static final String BEGINS_WITH = "{\"__carnet\":{\"version\":\"";

    private static final String ACCESSED_NAME = "\",\"accessed\":\"";
    private static final String EXPIRES_NAME = "\",\"expires\":\"";
    private static final int VERSION_LENGTH = 16;

    /** Characters of an instant. */
    public static final int INSTANT_LENGTH = 24;

    /** The last access' first character, counted from 1. */
    static final int ACCESSED_AT = BEGINS_WITH.length() + VERSION_LENGTH + ACCESSED_NAME.length() + 1;

    /** The expiry's first character, counted from 1. */
    static final int EXPIRES_AT = ACCESSED_AT + INSTANT_LENGTH + EXPIRES_NAME.length();

    /** Characters of {@link #beginning(long, String)}. */
    public static final int BEGINNING_LENGTH = EXPIRES_AT - 1;

    /** An instant as it is stored, in milliseconds. */
    public static String instant(Instant instant) {
        return HeaderMembers.instant(instant);
    }

    /** How a text with this version begins, up to its last access. */
    public static String beginning(long version) {
        return BEGINS_WITH + HeaderMembers.hex(version) + ACCESSED_NAME;
    }

    /** How a text with this version and this last access begins, up to its expiry. */
    public static String beginning(long version, String accessed) {
        return beginning(version) + accessed + EXPIRES_NAME;
    }

    /** The text that holds a session. */
    public String write(SessionRecord session) {
        SessionHeader header = session.header();
        return attributes.write(header.key(), session.attributes(), HeaderMembers.write(header));
    }

    /**
     * The session that a text holds, which is also its {@link SessionRecord#asRead}; one without our bookkeeping is foreign.
     *
     * @param lastActive when it was last active if it is foreign, {@link Instant#EPOCH} if unknown
     * @throws IllegalArgumentException if the text is no such object; the message shows none of it
     * @throws UnreadableSessionException if a part of the bookkeeping is missing, or it is of an unknown format
     */
    public SessionRecord read(SessionKey key, String text, Instant lastActive) {
        Attributes values = attributes.read(key, text);
        StoredHeader header = HeaderMembers.read(SessionDocument.bookkeeping(text), lastActive);
        return new SessionRecord(header.read(store, key, values.size()), values, text);
    }

    /** Whether a stored text still says what a writer had read or written, but for a touch meanwhile. */
    public static boolean isTouchOf(SessionRecord stored, SessionRecord base) {
        return !stored.header().isForeign()
                && stored.header().version() == base.header().version()
                && stored.attributes().equals(base.attributes());
    }
}
