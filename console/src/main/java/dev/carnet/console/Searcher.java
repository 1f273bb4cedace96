package dev.carnet.console;

import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds a page's worth of sessions, and no more than a moment's: after that it says how far it came, and the next page goes on
 * from there. Thread-safe.
 */
final class Searcher {
    private static final int WANTED = 50;
    /** How many it reads at once where it must look at each itself, and how many with their attributes. */
    private static final int SIFTED_AT_ONCE = 500;

    private static final int OPENED_AT_ONCE = 200;

    private static final Duration LONGEST = Duration.ofMillis(600);

    private final ConsoleStore console;
    private final AttributeJson values;
    private final Masks masks;

    Searcher(ConsoleStore console, AttributeJson values, Masks masks) {
        this.console = console;
        this.values = values;
        this.masks = masks;
    }

    /**
     * What was found.
     *
     * @param looked how many sessions the store gave for it
     * @param unreadable how many records cannot be read
     * @param cursor where to go on; null at the end
     */
    record Found(
            List<SessionHeader> sessions,
            long looked,
            long unreadable,
            @Nullable String cursor) {}

    /** @param after where the last page ended; null to begin */
    Found find(Search search, @Nullable String after) {
        SessionQuery query = search.query().within(console.options().keyPrefix());
        Search.Sieve sieve = search.sieve(console, values, masks);
        List<SessionHeader> found = new ArrayList<>();
        long looked = 0;
        long unreadable = 0;
        @Nullable String cursor = after;
        long end = System.nanoTime() + LONGEST.toNanos();
        do {
            SessionPage page = console.store().scan(query, cursor, atOnce(search, found.size()));
            looked += page.sessions().size();
            unreadable += page.unreadable().size();
            for (SessionRecord each : page.sessions()) {
                if (sieve.lets(each)) {
                    found.add(each.header());
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null && found.size() < WANTED && System.nanoTime() < end);
        return new Found(found, looked, unreadable, cursor);
    }

    private static int atOnce(Search search, int found) {
        if (!search.sifts()) {
            return WANTED - found;
        }
        return search.looksInside() ? OPENED_AT_ONCE : SIFTED_AT_ONCE;
    }
}
