package dev.carnet.fallback;

import org.jspecify.annotations.Nullable;

/**
 * Where a scan of two stores goes on: first through the old store, then the new one.
 *
 * @param isOld whether it is still in the old store
 * @param within that store's own cursor; null at its beginning
 */
record FallbackCursor(boolean isOld, @Nullable String within) {
    private static final String OLD = "old:";
    private static final String NEW = "new:";

    static FallbackCursor parse(@Nullable String cursor) {
        if (cursor == null) {
            return new FallbackCursor(true, null);
        }
        String rest = cursor.substring(OLD.length());
        return new FallbackCursor(cursor.startsWith(OLD), rest.isEmpty() ? null : rest);
    }

    /** Where to go on after a page of this store; null at the end. */
    @Nullable
    String after(@Nullable String next) {
        if (next != null) {
            return (isOld ? OLD : NEW) + next;
        }
        return isOld ? NEW : null;
    }
}
