package dev.carnet.spi.document;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A header as a store reads it: each part may be missing. This class alone decides what that means, for every store:
 *
 * <ul>
 *   <li><b>complete</b>: it has a handle, a version and its times, and either no format or one that this version
 *       supports. Without a format, it has the first format and an unknown kind of key, because an early version of
 *       Carnet wrote it. Timeouts and principal are optional.
 *   <li><b>foreign</b>: it has no format, no handle and no version. Another application wrote it; Carnet uses nothing of
 *       it except the time of its last access.
 *   <li><b>unreadable</b>: everything else, such as a version without a handle, or a format of a later version of
 *     Carnet.
 * </ul>
 *
 * @param format the stored format and the kind of key, as {@link #format(SessionHeader)} writes them
 * @param handle see {@link SessionHeader}, also for the following components
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

    /** The format that this version writes, and the only one that it reads. */
    public static final int FORMAT = 1;

    /** The {@link #format} of a record under a digest. */
    public static final String DIGEST_FORMAT = FORMAT + "d";

    /** The {@link #format} of a record under the id itself. */
    public static final String ID_FORMAT = FORMAT + "i";

    /**
     * Begins the id of the record beside the sessions that says which process sweeps them, in a store without a better place
     * for it; the prefix of the swept keys ends it. It is no session and is never listed. Every {@link dev.carnet.SessionId} is longer.
     */
    public static final String LEASE = "sweeper";

    /** Its {@link #format}. */
    public static final String LEASE_FORMAT = "lease";

    private static final int LONGEST_LEASE = LEASE.length() + 8;

    /** Whether the record with this id says which process sweeps. A listing leaves it out. */
    public static boolean isLease(String id) {
        return id.startsWith(LEASE) && id.length() <= LONGEST_LEASE;
    }

    /**
     * The format to store with a record: {@value #DIGEST_FORMAT} or {@value #ID_FORMAT}; null, and not stored, if the
     * kind of key is unknown.
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
     * @param size bytes of its attributes, including names
     * @throws UnreadableSessionException if it is neither complete nor foreign; the message contains no data except an
     *     unknown format
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
