package dev.carnet.spi;

import dev.carnet.error.UnreadableSessionException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header as a store finds it: each part may be missing. This class alone decides what that means, the same on every store:
 *
 * <ul>
 *   <li><b>complete</b>: it has a handle, a version and its times, and a format that this version knows or none. Without a
 *       format it is of the first, and does not say what its key is: a version of Carnet wrote it that knew no format. Limits
 *       and principal may be missing: there are none.
 *   <li><b>foreign</b>: it has no format, no handle and no version. Another application wrote it; whatever else it holds is
 *       not ours, but for the time it was last active.
 *   <li><b>unreadable</b>: everything else, such as a version without a handle, or a format of a later version of Carnet.
 * </ul>
 *
 * @param format the stored format and the kind of key, as {@link #format(SessionHeader)} writes them
 * @param handle see {@link SessionHeader}, like all that follow
 */
public record StoredHeader(
        @Nullable String format,
        @Nullable String handle,
        @Nullable Long version,
        @Nullable Instant createdAt,
        @Nullable Instant lastAccessedAt,
        @Nullable Duration maxIdle,
        @Nullable Instant endsAt,
        @Nullable Instant expiresAt,
        @Nullable String principal) {

    /** The format that this version writes, the only one it reads. */
    public static final int FORMAT = 1;

    /** The {@link #format} of a record under a digest. */
    public static final String DIGEST_FORMAT = FORMAT + "d";

    /** The {@link #format} of a record under the id itself. */
    public static final String ID_FORMAT = FORMAT + "i";

    /**
     * What a store keeps as a record's format: {@value #DIGEST_FORMAT} or {@value #ID_FORMAT}; null if it is unknown what the
     * key is, for which a store keeps nothing.
     */
    public static @Nullable String format(SessionHeader header) {
        Boolean hashed = header.hashed();
        if (hashed == null) {
            return null;
        }
        return hashed ? DIGEST_FORMAT : ID_FORMAT;
    }

    /** Whether another application wrote the record. */
    public boolean isForeign() {
        return format == null && handle == null && (version == null || version == SessionHeader.UNVERSIONED);
    }

    /**
     * The header of a record.
     *
     * @param store the store's name, for the message
     * @param size bytes of its attributes, names included
     * @throws UnreadableSessionException if it is neither complete nor foreign; the message shows none of it but an unknown
     *     format
     */
    public SessionHeader read(String store, SessionKey key, int size) {
        if (isForeign()) {
            return SessionHeader.foreign(key, lastAccessedAt == null ? Instant.EPOCH : lastAccessedAt, size);
        }
        if (format != null && !format.equals(DIGEST_FORMAT) && !format.equals(ID_FORMAT)) {
            throw unreadable(store, "has a stored format that this version of Carnet does not support");
        }
        if (handle == null
                || version == null
                || version == SessionHeader.UNVERSIONED
                || createdAt == null
                || lastAccessedAt == null
                || expiresAt == null) {
            throw unreadable(store, "lacks " + String.join(", ", missing()));
        }
        Boolean hashed = format == null ? null : Boolean.valueOf(format.equals(DIGEST_FORMAT));
        return new SessionHeader(
                key, hashed, handle, version, createdAt, lastAccessedAt, maxIdle, endsAt, expiresAt, principal, size);
    }

    private List<String> missing() {
        List<String> missing = new ArrayList<>();
        addMissing("handle", handle, missing);
        addMissing("version", version == null || version == SessionHeader.UNVERSIONED ? null : version, missing);
        addMissing("time of creation", createdAt, missing);
        addMissing("last access", lastAccessedAt, missing);
        addMissing("expiry", expiresAt, missing);
        return missing;
    }

    private static void addMissing(String name, @Nullable Object value, List<String> missing) {
        if (value == null) {
            missing.add(name);
        }
    }

    private static UnreadableSessionException unreadable(String store, String problem) {
        return new UnreadableSessionException(store + ": a stored session " + problem + "; it is left unchanged", null);
    }
}
