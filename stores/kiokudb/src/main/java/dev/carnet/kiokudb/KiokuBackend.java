package dev.carnet.kiokudb;

import dev.carnet.error.SessionStoreException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Stores entries, without knowledge of their content.
 *
 * <p>Implementations are thread-safe. A method blocks for a bounded time only, and holds no monitor meanwhile. When a
 * write returns, it is as durable as the backend can make it. Absence and lost races are return values; a failing
 * backend throws {@link SessionStoreException}.
 */
public interface KiokuBackend extends AutoCloseable {
    /** Whether entries survive the process. */
    boolean isDurable();

    /** Whether other processes see them. */
    boolean isShared();

    /** Whether it finds entries by their {@link Entry#indexed} without a look at all of them. */
    default boolean isIndexed() {
        return false;
    }

    /** The longest JSON of an entry, in ASCII characters. */
    long maxLength();

    /** Inserts an entry; false if the id is taken, and nothing was written. */
    boolean insert(Entry entry);

    /** Inserts entries; gives how many, leaving out those whose id is taken. A failure may leave some of them. */
    default int insertAll(Collection<Entry> entries) {
        return (int) entries.stream().filter(this::insert).count();
    }

    /** Writes an entry where just the JSON that was read stands under its id; false if it does not. */
    boolean replace(Entry asRead, Entry next);

    /** The entries with these ids, as far as they are there, in any order; in one round trip, if they are few. */
    List<Entry> get(Collection<String> ids);

    /** Deletes an entry if under its id just the JSON that was read stands; false if it does not. */
    boolean delete(Entry asRead);

    /**
     * Deletes those of some entries under whose ids just the JSON stands that was read; gives their ids. Of several
     * that delete an entry at the same time, one gives its id. A failure may leave some of them.
     */
    default Set<String> deleteUnchanged(Collection<Entry> asRead) {
        return asRead.stream().filter(this::delete).map(Entry::id).collect(Collectors.toSet());
    }

    /** Deletes entries whatever they hold now; those that are not there do not matter. */
    void deleteAll(Collection<String> ids);

    /**
     * A page of entries: at least those that the query asks for. One that is there during the whole scan is given exactly once,
     * whatever is written meanwhile; with an index, twice at most if it had no {@link Entry#indexed} and gets one meanwhile.
     *
     * @param cursor null to begin, then the last page's {@link EntryPage#next()}
     * @param limit the most to give, at least 1
     */
    EntryPage scan(EntryQuery query, @Nullable String cursor, int limit);

    /** Which entries. */
    enum Kind {
        /** Those that are kept though nothing refers to them; also what cannot be told. */
        ROOTS(true),
        /** Those that others refer to. */
        PARTS(false),
        ALL(null);

        private final @Nullable Boolean roots;

        Kind(@Nullable Boolean roots) {
            this.roots = roots;
        }

        /** Whether roots are wanted or all others; null for both. */
        public @Nullable Boolean roots() {
            return roots;
        }

        /** Whether an entry is one of them. */
        public boolean includes(Entry entry) {
            return roots == null || entry.isRoot() == roots;
        }
    }

    /** The live client below, such as a {@code DataSource}, if there is one of this type. */
    default <T> Optional<T> unwrap(Class<T> type) {
        return Optional.empty();
    }

    /** Releases what the backend opened itself. */
    @Override
    void close();
}
