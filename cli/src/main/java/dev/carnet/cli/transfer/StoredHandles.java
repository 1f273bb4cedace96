package dev.carnet.cli.transfer;

import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds stored sessions by handle, for many handles of which hardly any is stored. A store without an index of handles reads all
 * sessions to say that it has none, and one with an index does so for a foreign handle. So once look-ups together took
 * {@link #PATIENCE}, and on average longer than {@link #SLOW}, all headers are read once, and from then on the store is asked only for handles that it had then, or that were
 * added. What others store after that is not found. If the handles take more memory than allowed, each is looked up as before. Not
 * thread-safe.
 */
final class StoredHandles {
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An index answers in a fraction of it. */
    static final Duration SLOW = Duration.ofMillis(20);

    private static final int PAGE = 1000;

    private final SessionStore store;
    private final LongSupplier nanos;
    private final long mostBytes;
    private long spent;
    private long lookUps;
    private boolean tooMany;
    private @Nullable HandleSet known;

    /**
     * Begins with look-ups.
     *
     * @param nanos as {@link System#nanoTime}
     * @param mostBytes how much memory the handles may take
     */
    StoredHandles(SessionStore store, LongSupplier nanos, long mostBytes) {
        this.store = store;
        this.nanos = nanos;
        this.mostBytes = mostBytes;
    }

    /** With at most a quarter of the heap. */
    static StoredHandles of(SessionStore store) {
        return new StoredHandles(store, System::nanoTime, Runtime.getRuntime().maxMemory() / 4);
    }

    Optional<SessionRecord> find(String handle) {
        if (known == null && !tooMany && isSlow()) {
            read();
        }
        if (known != null) {
            return known.mayContain(handle) ? store.findByHandle(handle) : Optional.empty();
        }
        long begun = nanos.getAsLong();
        Optional<SessionRecord> found = store.findByHandle(handle);
        spent += nanos.getAsLong() - begun;
        lookUps++;
        return found;
    }

    private boolean isSlow() {
        return spent >= PATIENCE.toNanos() && spent > lookUps * SLOW.toNanos();
    }

    /** A session with this handle is stored now. */
    void added(String handle) {
        if (known != null && !known.add(handle)) {
            tooMany = true;
            known = null;
        }
    }

    private void read() {
        known = new HandleSet(mostBytes);
        @Nullable String cursor = null;
        do {
            SessionPage page = store.scan(SessionQuery.ALL, cursor, PAGE);
            page.sessions().forEach(each -> added(each.header().handle()));
            cursor = page.nextCursor();
        } while (cursor != null && !tooMany);
    }
}
