package dev.carnet.mongodb;

import java.time.Instant;

/**
 * The position of a sweep.
 *
 * @param expiresAt the expiry at which it continues
 * @param passedOver how many documents with exactly this expiry were skipped, which the next batch finds again
 */
record SweepPosition(Instant expiresAt, int passedOver) {
    /** The position that a cursor names. */
    static SweepPosition of(String cursor) {
        int colon = cursor.indexOf(':');
        return new SweepPosition(
                Instant.ofEpochMilli(Long.parseLong(cursor.substring(0, colon))),
                Integer.parseInt(cursor.substring(colon + 1)));
    }

    String cursor() {
        return expiresAt.toEpochMilli() + ":" + passedOver;
    }

    /** The position behind a document of this expiry or a later one that was passed over. */
    SweepPosition behind(Instant passedOverAt) {
        return new SweepPosition(passedOverAt, passedOverAt.equals(expiresAt) ? passedOver + 1 : 1);
    }

    /** The position behind a document of this expiry or a later one that was deleted. */
    SweepPosition at(Instant deletedAt) {
        return deletedAt.equals(expiresAt) ? this : new SweepPosition(deletedAt, 0);
    }
}
