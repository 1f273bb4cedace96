package dev.carnet.spi.document;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.error.WriteNotStoredException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A base class for technologies that keep a text under a key and can compare it before they write. The subclass
 * implements five operations; this class handles merging, the change of a key, expiry, unreadable and foreign records.
 *
 * <pre>
 * get      the text under a key
 * insert   a text, if the key is free
 * replace  a text, if it is still the one that was read
 * remove   a text, if it is still the one that was read
 * page     some of the texts, from a cursor on
 * </pre>
 *
 * Each operation must be atomic, read and write the primary, and return only when it is done. The text is a
 * {@link WholeDocument}: readable JSON that begins with the session's bookkeeping. The text, instead of the version,
 * guards the write, so programs that do not know versions may write the same records.
 *
 * <p>A subclass may override what its technology can do more efficiently: {@link #remove(SessionKey)} and {@link #touch}
 * in one operation; {@link #page} by an index for the query's user or expiry; {@link #findByHandle}, {@link #count},
 * {@link #createAll}, {@link #deleteAll}, {@link #claimSweep}, {@link #unwrap}. A technology that expires entries
 * derives the TTL from the {@link Document} to write.
 *
 * <p><b>A change of key</b> takes two steps:
 *
 * <ol>
 *   <li>Insert the whole next state under the new key.
 *   <li>Remove the old text, if it is still the one that was read.
 * </ol>
 *
 * If step 2 removes nothing, the old session was changed or ended in the meantime: the new text is removed again, and
 * the engine merges, or finds the session gone. The new id is not known to anybody before step 2 is done, so between the
 * steps all requests use the old session. A process that dies between the steps leaves the old session unchanged, and a
 * copy that nobody can reach and that expires.
 *
 * <p>Thread-safe if the five operations are.
 */
public abstract class DocumentStore implements SessionStore {
    /** The maximum number of texts that a batch of a sweep reads. */
    private static final int MOST_AT_ONCE = 1000;

    private final StoreTraits traits;
    private final WholeDocument documents;
    private final Guarded guarded = new Guarded();
    private final DocumentGuard guard;

    /** @param traits the encoding must be {@link Encoding#JSON_TEXT} */
    protected DocumentStore(StoreTraits traits) {
        if (traits.encoding() != Encoding.JSON_TEXT) {
            throw new IllegalArgumentException("a DocumentStore stores JSON_TEXT, not " + traits.encoding());
        }
        this.traits = traits;
        documents = new WholeDocument(traits.name(), new SessionDocument(false));
        guard = new DocumentGuard(documents, guarded);
    }

    /** The text under a key, also of an expired session. */
    protected abstract Optional<String> get(SessionKey key);

    /** Stores a session under its key. Returns false, without writing, if the key already exists. */
    protected abstract boolean insert(Document session);

    /**
     * Stores a session under its new key, like {@link #insert}, for a store that keeps more data of a session than its
     * text.
     *
     * @param from the key under which it is still stored
     */
    protected boolean insertMoved(Document session, SessionKey from) {
        return insert(session);
    }

    /**
     * Replaces the text under the session's key, if it is still exactly the expected one. Otherwise returns false
     * without writing.
     */
    protected abstract boolean replace(String expected, Document next);

    /** Removes the text under a key, if it is still exactly the expected one. Otherwise returns false. */
    protected abstract boolean remove(SessionKey key, String expected);

    /**
     * A page of stored texts. Over all pages, a text that exists throughout is returned exactly once.
     *
     * @param query the condition; a page may contain other sessions too, which are filtered out later
     * @param cursor null for the first page, then {@link DocumentPage#nextCursor()} of the previous page of the same
     *     query
     * @param limit the maximum number of texts, at least 1
     */
    protected abstract DocumentPage page(SessionQuery query, @Nullable String cursor, int limit);

    /** Removes the entry under a key. Exactly one of several racing callers gets true. */
    protected boolean remove(SessionKey key) {
        String text = get(key).orElse(null);
        while (text != null && !remove(key, text)) {
            String now = get(key).orElse(null);
            if (text.equals(now)) {
                throw new SessionStoreException(
                        traits.name() + ": the store does not recognise its own stored text when it removes it", null);
            }
            text = now;
        }
        return text != null;
    }

    @Override
    public final StoreTraits traits() {
        return traits;
    }

    @Override
    public final boolean create(SessionRecord session) {
        return insert(document(session));
    }

    @Override
    public final Optional<SessionRecord> find(SessionKey key) {
        return guarded.find(key);
    }

    @Override
    public final UpdateResult update(SessionUpdate update) {
        return update.changesKey() ? move(update) : guard.update(update);
    }

    private UpdateResult move(SessionUpdate update) {
        SessionRecord base = update.base();
        Document next = document(update.next());
        @Nullable
        UnconfirmedWriteException unconfirmed =
                insertUnlessRemnant(next, base.header().key());
        String old = base.asRead() instanceof String text ? text : documents.write(base);
        if (remove(base.header().key(), old)) {
            if (unconfirmed != null) {
                throw unconfirmed;
            }
            return UpdateResult.SAVED;
        }
        return takeBack(next);
    }

    /**
     * Stores the new record. Returns the exception to throw after the old record is gone too, if the write was stored
     * but not confirmed.
     */
    private @Nullable UnconfirmedWriteException insertUnlessRemnant(Document next, SessionKey from) {
        try {
            if (!insertMoved(next, from) && !replaceRemnant(next)) {
                throw new SessionStoreException(traits.name() + ": the new key of a session already exists", null);
            }
            return null;
        } catch (UnconfirmedWriteException e) {
            if (e.isCarriedOut()) {
                return e;
            }
            throw e;
        }
    }

    /**
     * Replaces an entry of the same session under the new key, which an interrupted attempt left; returns whether there
     * was one.
     */
    private boolean replaceRemnant(Document next) {
        SessionRecord stands = find(next.key()).orElse(null);
        return stands != null
                && stands.header().handle().equals(next.header().handle())
                && replace(String.valueOf(stands.asRead()), next);
    }

    /**
     * Removes the new record, because the old one was changed or ended in the meantime. If that fails, nobody knows the
     * new id, and its record expires.
     */
    private UpdateResult takeBack(Document next) {
        try {
            remove(next.key(), next.text());
            return UpdateResult.CONFLICT;
        } catch (SessionStoreException e) {
            throw new WriteNotStoredException(
                    traits.name()
                            + ": the session was changed or ended during its id change; the entry under the new key"
                            + " could not be removed: "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public boolean touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        return guard.touch(key, version, lastAccessedAt, expiresAt);
    }

    @Override
    public final boolean delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        return ifExpiredBy == null ? remove(key) : guard.deleteIfExpired(key, ifExpiredBy);
    }

    @Override
    public final SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SessionQuery expired = query.asScan();
        return guard.deleteExpired(query, read(page(expired, cursor, Math.min(limit, MOST_AT_ONCE)), expired));
    }

    @Override
    public final SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        SessionPage found = read(page(query, cursor, limit), query);
        return query.attributes()
                ? found
                : new SessionPage(
                        found.sessions().stream()
                                .map(each -> new SessionRecord(each.header(), Attributes.NONE))
                                .toList(),
                        found.unreadable(),
                        found.nextCursor());
    }

    private SessionPage read(DocumentPage page, SessionQuery query) {
        List<SessionRecord> sessions = new ArrayList<>();
        List<String> unreadable = new ArrayList<>(page.strays());
        page.texts().forEach((key, text) -> {
            try {
                SessionRecord session = documents.read(key, text, Instant.EPOCH);
                if (query.matches(session.header())) {
                    sessions.add(session);
                }
            } catch (IllegalArgumentException | UnreadableSessionException e) {
                unreadable.add(key.value());
            }
        });
        return new SessionPage(sessions, unreadable, page.nextCursor());
    }

    /**
     * The session in a text, for a subclass that finds texts itself.
     *
     * @throws UnreadableSessionException if the text does not contain a session
     */
    protected final SessionRecord read(SessionKey key, String text) {
        return guarded.readable(key, text);
    }

    private Document document(SessionRecord session) {
        return new Document(session.header(), documents.write(session));
    }

    /** The five operations, as called by the guard. */
    private final class Guarded implements DocumentGuard.Texts {
        @Override
        public Optional<SessionRecord> find(SessionKey key) {
            return get(key).map(text -> readable(key, text));
        }

        private SessionRecord readable(SessionKey key, String text) {
            try {
                return documents.read(key, text, Instant.EPOCH);
            } catch (IllegalArgumentException e) {
                throw new UnreadableSessionException(
                        traits.name() + ": the entry under a key is not a session; it is left unchanged", e);
            }
        }

        @Override
        public boolean replace(SessionKey key, String asRead, SessionRecord next) {
            return DocumentStore.this.replace(asRead, document(next));
        }

        @Override
        public boolean remove(SessionKey key, String asRead) {
            return DocumentStore.this.remove(key, asRead);
        }
    }
}
