package dev.carnet.metrics;

import java.util.Locale;

/** The operations of a store; the tag {@code operation}. */
enum StoreOperation {
    CREATE,
    FIND,
    UPDATE,
    TOUCH,
    DELETE,
    SWEEP,
    CLAIM_SWEEP,
    SCAN,
    COUNT,
    FIND_BY_HANDLE,
    CREATE_ALL,
    DELETE_ALL;

    String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
