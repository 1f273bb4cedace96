package dev.carnet.encryption;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.decorate.Versions;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts with the current key all sessions of a store that are encrypted with an older key or not at all: after a key
 * rotation, or after encryption was turned on for an existing store. Sessions that are up to date are skipped, so an
 * interrupted run can be repeated. Applications may run meanwhile; a session that they keep changing is left for the
 * next run. Not thread-safe.
 */
public final class Reencryption {
    private static final int MOST_ATTEMPTS = 5;

    private final SessionStore store;
    private final RecordSeal seal;

    Reencryption(SessionStore store, RecordSeal seal) {
        this.store = store;
        this.seal = seal;
    }

    /**
     * The result of one page.
     *
     * @param rewritten sessions that were re-encrypted
     * @param current sessions that were up to date
     * @param left sessions that are left: constantly in use, or written by another application
     * @param unreadable sessions that cannot be decrypted with these keys, or cannot be read
     * @param missingKeys the public numbers of keys that some of those were encrypted with, and that are not configured
     * @param nextCursor the beginning of the next page; null at the end
     */
    public record Page(
            int rewritten,
            int current,
            int left,
            int unreadable,
            Set<String> missingKeys,
            @Nullable String nextCursor) {}

    private enum Outcome {
        REWRITTEN,
        CURRENT,
        LEFT,
        UNREADABLE,
        GONE,
        /** Changed since it was read. */
        OUTDATED
    }

    /**
     * Re-encrypts a page of sessions.
     *
     * @param cursor null for the first page, then {@link Page#nextCursor()} of the previous page
     * @param limit the maximum number of sessions to read, at least 1
     */
    public Page page(@Nullable String cursor, int limit) {
        SessionPage page = store.scan(SessionQuery.ALL.withAttributes(), cursor, limit);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        Set<String> missing = new TreeSet<>();
        page.sessions().forEach(each -> counts.merge(rewrite(each, missing), 1, Integer::sum));
        return new Page(
                counts.getOrDefault(Outcome.REWRITTEN, 0),
                counts.getOrDefault(Outcome.CURRENT, 0),
                counts.getOrDefault(Outcome.LEFT, 0),
                counts.getOrDefault(Outcome.UNREADABLE, 0) + page.unreadable().size(),
                Set.copyOf(missing),
                page.nextCursor());
    }

    /** The record of the scan is read again only if it has changed since. */
    private Outcome rewrite(SessionRecord seen, Set<String> missing) {
        Outcome outcome = attempt(seen, missing);
        for (int i = 1; i < MOST_ATTEMPTS && outcome == Outcome.OUTDATED; i++) {
            Optional<SessionRecord> stored = store.find(seen.header().key());
            outcome = stored.isEmpty() ? Outcome.GONE : attempt(stored.get(), missing);
        }
        return outcome == Outcome.OUTDATED ? Outcome.LEFT : outcome;
    }

    private Outcome attempt(SessionRecord stored, Set<String> missing) {
        if (seal.isCurrent(stored)) {
            return Outcome.CURRENT;
        }
        if (stored.header().isForeign()) {
            return Outcome.LEFT;
        }
        SessionRecord opened;
        try {
            opened = seal.opened(stored);
        } catch (MissingKeyException e) {
            missing.add(e.number());
            return Outcome.UNREADABLE;
        } catch (SessionStoreException | UnreadableSessionException e) {
            return Outcome.UNREADABLE;
        }
        return switch (store.update(seal.sealed(anew(opened)))) {
            case SAVED -> Outcome.REWRITTEN;
            case CONFLICT -> Outcome.OUTDATED;
            case GONE -> Outcome.GONE;
        };
    }

    private SessionUpdate anew(SessionRecord opened) {
        SessionHeader header = opened.header();
        String user = header.principal();
        Change everything = new Change(
                opened.attributes().values(), Set.of(), user == null ? null : new Change.SetTo<>(user), null, null);
        SessionRecord next = new SessionRecord(header.withVersion(Versions.next()), opened.attributes());
        return new SessionUpdate(opened, next, everything, true);
    }
}
