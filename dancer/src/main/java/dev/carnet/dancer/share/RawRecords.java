package dev.carnet.dancer.share;

import dev.carnet.spi.SessionKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store of a Perl application, which knows keys and contents. Each operation is atomic. Contents are bytes, one a character.
 * Thread-safe.
 */
interface RawRecords extends AutoCloseable {
    /**
     * Some of the records.
     *
     * @param records by key
     * @param strays names of records whose keys are none
     * @param nextCursor where the next page begins, or null at the end
     */
    record Page(
            Map<SessionKey, RawRecord> records,
            List<String> strays,
            @Nullable String nextCursor) {}

    Optional<RawRecord> get(SessionKey key);

    /** Stores a record, to be kept until an instant; false if the key is taken. */
    boolean insert(SessionKey key, String content, Instant keptUntil);

    /** Stores a record where just this one stands; false if it does not. */
    boolean replace(SessionKey key, String expected, String content, Instant keptUntil);

    /** Removes a record if it is just this one; false if it is not. */
    boolean remove(SessionKey key, String expected);

    /** Some of the records from a cursor on; over all pages a record that stays is given exactly once. */
    Page page(@Nullable String cursor, int limit);

    /**
     * Claims the sweep outside the records, as {@link dev.carnet.spi.SessionStore#claimSweep} says; true where there is no such
     * place.
     */
    default boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        return true;
    }

    @Override
    void close();
}
