package dev.carnet.spi.document;

import dev.carnet.spi.SessionHeader;
import dev.carnet.text.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What a database can index of a header that is otherwise inside a document. An index may be behind, because a program that
 * does not know it may have written the document since. So whoever searches by it compares the header in the document, too.
 *
 * @param user {@link #ofUser} of the session's user; null if it has none
 * @param handle the session's; null for a document that is no session
 * @param expiresAt milliseconds since 1970
 */
public record IndexedHeader(@Nullable String user, @Nullable String handle, long expiresAt) {
    /** Of a document that is no session; it never expires. */
    public static final IndexedHeader NO_SESSION = new IndexedHeader(null, null, Long.MAX_VALUE);

    private static final int USER_BYTES = 16;

    public static IndexedHeader of(SessionHeader header) {
        String principal = header.principal();
        return new IndexedHeader(
                principal == null ? null : ofUser(principal),
                header.handle(),
                header.expiresAt().toEpochMilli());
    }

    /** A digest of 22 characters, so that names of any length and spelling fit into an index. */
    public static String ofUser(String principal) {
        return Sha256.base64Url(principal, USER_BYTES);
    }
}
