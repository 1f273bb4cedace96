package dev.carnet.jpa.entity;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import java.time.Duration;
import java.util.Map;

/**
 * Which entity keeps sessions, and in which attributes. An attribute is named by its own name or by its column's. Immutable.
 *
 * @param entity the entity's name, or its class' name
 * @param id the attribute that holds the key: a {@code String}, unique, the primary key or not
 * @param data the attribute that holds the session: a {@code String} or {@code byte[]}, a LOB or not
 * @param bookkeeping attributes for what an annotation {@link Bookkeeping} does not name, or names otherwise
 * @param lockTimeout how long a write waits for a row that another transaction has locked; it is an error then;
 *     positive, whole seconds
 */
public record JpaOptions(String entity, String id, String data, Map<Part, String> bookkeeping, Duration lockTimeout) {
    private static final Duration USUAL_LOCK_TIMEOUT = Duration.ofSeconds(10);

    /** As in Dancer: the entity {@code Session} with {@code sessions_id} and {@code session_data}. */
    public static final JpaOptions DEFAULTS = new JpaOptions("Session", "sessions_id", "session_data", Map.of());

    public JpaOptions {
        bookkeeping = Map.copyOf(bookkeeping);
        if (lockTimeout.isNegative() || lockTimeout.isZero()) {
            throw new IllegalArgumentException("lockTimeout must be positive");
        }
    }

    /** With the usual lock timeout, 10 seconds. */
    public JpaOptions(String entity, String id, String data, Map<Part, String> bookkeeping) {
        this(entity, id, data, bookkeeping, USUAL_LOCK_TIMEOUT);
    }
}
