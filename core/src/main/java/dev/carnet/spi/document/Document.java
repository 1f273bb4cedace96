package dev.carnet.spi.document;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;

/**
 * A session to be written to a {@link DocumentStore}. Immutable.
 *
 * @param header data that a store may keep besides the text: for an index, a column, a TTL
 * @param text one JSON object in ASCII that contains the whole session, including the header
 */
public record Document(SessionHeader header, String text) {
    /** The key under which the text is stored. */
    public SessionKey key() {
        return header.key();
    }

    /** Without the text, because values may be personal data. */
    @Override
    public String toString() {
        return "Document[" + header + "]";
    }
}
