package dev.carnet.spi.document;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;

/**
 * A session on its way into a {@link DocumentStore}. Immutable.
 *
 * @param header what a store may keep beside the text: for an index, a column, a time to live
 * @param text one JSON object in ASCII that holds all of the session, the header included
 */
public record Document(SessionHeader header, String text) {
    /** Where the text is stored. */
    public SessionKey key() {
        return header.key();
    }

    /** Without the text: values may be personal. */
    @Override
    public String toString() {
        return "Document[" + header + "]";
    }
}
