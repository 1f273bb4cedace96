package dev.carnet.jpa.query;

import java.time.Instant;

/**
 * A row's place in the order of a sweep: by expiry, then by id.
 *
 * @param expiresAt its expiry
 * @param id its id
 */
public record EntityPosition(Instant expiresAt, String id) {
    /** The position that a cursor names. */
    public static EntityPosition of(String cursor) {
        int colon = cursor.indexOf(':');
        return new EntityPosition(
                Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, colon))), cursor.substring(colon + 1));
    }

    public String cursor() {
        return expiresAt.toEpochMilli() + ":" + id;
    }
}
