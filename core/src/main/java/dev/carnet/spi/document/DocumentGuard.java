package dev.carnet.spi.document;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The writes of a store that keeps each session as one text, such as a {@link WholeDocument}, and shares it with writers
 * that do not know versions: a write compares the whole text with what was read. A touch changes the text too, so an
 * update that conflicts only with a touch is repeated over it. Thread-safe if the {@link Texts} are.
 */
public final class DocumentGuard {
    /** The operations of a store on its texts. */
    public interface Texts {
        /** The session under a key, with its text as {@link SessionRecord#asRead}; see {@link SessionStore#find}. */
        Optional<SessionRecord> find(SessionKey key);

        /** Replaces a text, if it is still exactly the given one; otherwise returns false. */
        boolean replace(SessionKey key, String asRead, SessionRecord next);

        /**
         * Like {@link #replace}, if that failed although the text is unchanged, because the database cannot compare the
         * column exactly. By default such a database cannot be written.
         */
        default boolean replaceUnmatched(SessionKey key, String asRead, SessionRecord next) {
            return false;
        }

        /** Deletes a text, if it is still exactly the given one; otherwise returns false. */
        boolean remove(SessionKey key, String asRead);
    }

    /** A limit for texts that read differently each time, as with a non-deterministic converter. */
    private static final int MOST_ATTEMPTS = 10;

    private final Function<SessionRecord, String> writer;
    private final Texts texts;

    public DocumentGuard(WholeDocument documents, Texts texts) {
        this(documents::write, texts);
    }

    /** @param writer creates the text that contains a session */
    public DocumentGuard(Function<SessionRecord, String> writer, Texts texts) {
        this.writer = writer;
        this.texts = texts;
    }

    /** Like {@link SessionStore#update}. */
    public UpdateResult update(SessionUpdate update) {
        SessionRecord base = update.base();
        SessionKey key = base.header().key();
        SessionRecord next = update.next();
        String expected = base.asRead() instanceof String text ? text : writer.apply(base);
        for (int attempt = 1; !texts.replace(key, expected, next); attempt++) {
            SessionRecord stored = texts.find(key).orElse(null);
            if (stored != null && text(stored).equals(expected)) {
                return texts.replaceUnmatched(key, expected, next) ? UpdateResult.SAVED : UpdateResult.CONFLICT;
            }
            if (stored == null || !WholeDocument.isTouchOf(stored, base) || attempt == MOST_ATTEMPTS) {
                return UpdateResult.CONFLICT;
            }
            next = update.over(stored.header());
            expected = text(stored);
        }
        return UpdateResult.SAVED;
    }

    /** Like {@link SessionStore#touch}, for a database that cannot inspect the text: it is read first. */
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        SessionRecord base = readable(key).orElse(null);
        if (base == null
                || base.header().isForeign()
                || base.header().version() != version
                || !base.header().lastAccessedAt().isBefore(lastAccessedAt)) {
            return false;
        }
        SessionRecord touched =
                new SessionRecord(base.header().accessed(lastAccessedAt, expiresAt), base.attributes(), base.asRead());
        return texts.replace(key, text(base), touched)
                || (stillStands(key, text(base)) && texts.replaceUnmatched(key, text(base), touched));
    }

    private boolean stillStands(SessionKey key, String text) {
        return readable(key).filter(each -> text(each).equals(text)).isPresent();
    }

    /** Deletes a session that has expired at a time; see {@link SessionStore#delete}. */
    public boolean deleteIfExpired(SessionKey key, Instant by) {
        @Nullable String unmatched = null;
        for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
            SessionRecord found =
                    readable(key).filter(each -> hasExpired(each.header(), by)).orElse(null);
            if (found == null || Objects.equals(unmatched, text(found))) {
                return false;
            }
            if (texts.remove(key, text(found))) {
                return true;
            }
            unmatched = text(found);
        }
        return false;
    }

    /**
     * Like {@link SessionStore#deleteExpired}, with each session as it was read.
     *
     * @param page sessions that may have expired; at most the limit
     */
    public SweepBatch deleteExpired(SweepQuery query, SessionPage page) {
        List<SessionRecord> deleted = new ArrayList<>();
        for (SessionRecord each : page.sessions()) {
            if (query.matches(each.header()) && texts.remove(each.header().key(), text(each))) {
                deleted.add(query.attributes() ? each : new SessionRecord(each.header(), Attributes.NONE));
            }
        }
        return new SweepBatch(deleted, page.unreadable().size(), page.nextCursor());
    }

    /** Whether a session has expired at a time; a foreign record never has. */
    public static boolean hasExpired(SessionHeader session, Instant by) {
        return !session.isForeign() && session.isExpiredBy(by);
    }

    private Optional<SessionRecord> readable(SessionKey key) {
        try {
            return texts.find(key);
        } catch (UnreadableSessionException e) {
            return Optional.empty();
        }
    }

    private static String text(SessionRecord read) {
        return String.valueOf(read.asRead());
    }
}
