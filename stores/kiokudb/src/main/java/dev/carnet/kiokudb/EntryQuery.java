package dev.carnet.kiokudb;

import dev.carnet.spi.document.IndexedHeader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries a scan is to give. All but the kind is for the index: a backend without one gives others as well.
 *
 * @param kind which kind of entries
 * @param user if not null, only those whose {@link IndexedHeader} has this user
 * @param handle if not null, only those whose {@link IndexedHeader} has this handle
 * @param expiredBy if not null, only those whose {@link IndexedHeader} has expired by then
 */
public record EntryQuery(
        KiokuBackend.Kind kind,
        @Nullable String user,
        @Nullable String handle,
        @Nullable Instant expiredBy) {

    /** All of a kind. */
    public static EntryQuery all(KiokuBackend.Kind kind) {
        return new EntryQuery(kind, null, null, null);
    }

    /** A user's sessions. */
    static EntryQuery ofPrincipal(String principal) {
        return new EntryQuery(KiokuBackend.Kind.ROOTS, IndexedHeader.ofUser(principal), null, null);
    }

    static EntryQuery ofHandle(String handle) {
        return new EntryQuery(KiokuBackend.Kind.ROOTS, null, handle, null);
    }

    static EntryQuery expiredBy(Instant instant) {
        return new EntryQuery(KiokuBackend.Kind.ROOTS, null, null, instant);
    }

    /** Whether an index helps. Parts are in it as {@link IndexedHeader#NO_SESSION}. */
    boolean isIndexed() {
        return user != null || handle != null || expiredBy != null || kind == KiokuBackend.Kind.PARTS;
    }
}
