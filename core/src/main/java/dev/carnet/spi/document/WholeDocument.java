package dev.carnet.spi.document;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import java.time.Instant;

/**
 * A session, including its bookkeeping, as one JSON object in ASCII, for a store that has only a key and a text. Equal
 * records give equal texts. Immutable.
 *
 * <pre>
 * {"__carnet":{"version":"00c0ffee00c0ffee","accessed":"2026-11-21T09:00:00.000Z",
 *   "expires":"2026-11-21T09:30:00.000Z","format":"1d","created":"...","handle":"s.x",
 *   "idle":1800000,"ends":"...","principal":"bob","types":{"n":"long"}},"n":7}
 * </pre>
 *
 * Version, last access and expiry are first and have a fixed length, so that a database can find them:
 * {@link DocumentParts}. If another program rewrites the object in another order, it can still be read.
 *
 * @param store the store's name, for messages
 * @param attributes how the attributes are written
 */
public record WholeDocument(String store, SessionDocument attributes) {
    /** The beginning of every text that Carnet wrote last. */
    public static final String BEGINS_WITH = "{\"__carnet\":{\"version\":\"";

    private static final String ACCESSED_NAME = "\",\"accessed\":\"";
    private static final String EXPIRES_NAME = "\",\"expires\":\"";
    private static final int VERSION_LENGTH = 16;

    /** The length of a time, in characters. */
    public static final int INSTANT_LENGTH = 24;

    /** The position of the last access, counted from 1. */
    static final int ACCESSED_AT = BEGINS_WITH.length() + VERSION_LENGTH + ACCESSED_NAME.length() + 1;

    /** The position of the expiry, counted from 1. */
    static final int EXPIRES_AT = ACCESSED_AT + INSTANT_LENGTH + EXPIRES_NAME.length();

    /** The length of {@link #beginning(long, String)}, in characters. */
    public static final int BEGINNING_LENGTH = EXPIRES_AT - 1;

    /** The stored form of a time, in milliseconds. */
    public static String instant(Instant instant) {
        return HeaderMembers.instant(instant);
    }

    /** The beginning of a text with this version, up to its last access. */
    public static String beginning(long version) {
        return BEGINS_WITH + HeaderMembers.hex(version) + ACCESSED_NAME;
    }

    /** The beginning of a text with this version and last access, up to its expiry. */
    public static String beginning(long version, String accessed) {
        return beginning(version) + accessed + EXPIRES_NAME;
    }

    /** The text of a session. */
    public String write(SessionRecord session) {
        SessionHeader header = session.header();
        return attributes.write(header.key(), session.attributes(), HeaderMembers.write(header));
    }

    /**
     * The session in a text, with the text as its {@link SessionRecord#asRead}; one without Carnet's bookkeeping is
     * foreign.
     *
     * @param lastActive the last access of a foreign session, or {@link Instant#EPOCH} if unknown
     * @throws IllegalArgumentException if the text is not such an object; the message contains none of it
     * @throws UnreadableSessionException if a part of the bookkeeping is missing, or if its format is unknown
     */
    public SessionRecord read(SessionKey key, String text, Instant lastActive) {
        Attributes values = attributes.read(key, text);
        StoredHeader header = HeaderMembers.read(SessionDocument.bookkeeping(text), lastActive);
        return new SessionRecord(header.read(store, key, values.size()), values, text);
    }

    /** Whether a stored text is what a writer had read or written, apart from a touch in the meantime. */
    public static boolean isTouchOf(SessionRecord stored, SessionRecord base) {
        return !stored.header().isForeign()
                && stored.header().version() == base.header().version()
                && stored.attributes().equals(base.attributes());
    }
}
