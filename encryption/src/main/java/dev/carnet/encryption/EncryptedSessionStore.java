package dev.carnet.encryption;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepBatch;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A decorator that encrypts all values before they reach the store. Each value is bound to its session's handle and its
 * attribute's name; two hidden attributes bind the session to its key and to its user, see {@link RecordSeal}. So
 * values, user names and whole records that somebody moves to another place cannot be read there. The store still sees
 * keys, handles, times, attribute names, sizes, and user names unless they are hidden.
 *
 * <p>Values are compared before they are encrypted: an unchanged value keeps its stored bytes.
 *
 * <ul>
 *   <li>A missing key is an outage, not a logout: {@link #find} throws {@link SessionStoreException}, which names the
 *       key's number.
 *   <li>A record that was moved to another key, or whose user was modified, is unreadable.
 *   <li>A modified value is unreadable; the other values can be read.
 *   <li>Lists, counts, revocations and sweeps need no key, except a search by user if names are hidden.
 * </ul>
 *
 * <p>Thread-safe.
 */
public final class EncryptedSessionStore extends ForwardingSessionStore {
    private final EncryptionKeys keys;
    private final RecordSeal seal;
    private final UserNames users;

    private EncryptedSessionStore(SessionStore store, EncryptionKeys keys, boolean hideUsers, boolean acceptPlain) {
        super(store);
        this.keys = keys;
        this.users = new UserNames(
                keys.users(), hideUsers, acceptPlain, store.traits().maxPrincipalLength());
        this.seal =
                new RecordSeal(new ValueSeal(keys, Wrapping.of(store.traits().encoding())), users, acceptPlain);
    }

    /** Decorates a store; see {@link EncryptionOptions}. The underlying store is closed with the decorator. */
    public static EncryptedSessionStore around(SessionStore store, EncryptionOptions options) {
        return new EncryptedSessionStore(store, options.keys(), options.hideUsers(), options.acceptPlain());
    }

    @Override
    public boolean create(SessionRecord session) {
        return super.create(fitting(seal.sealed(session)));
    }

    @Override
    public Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        return super.createAll(
                sessions.stream().map(each -> fitting(seal.sealed(each))).toList());
    }

    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        return super.find(key).map(seal::opened);
    }

    @Override
    public Optional<SessionRecord> findByHandle(String handle) {
        return super.findByHandle(handle).map(seal::opened);
    }

    @Override
    public UpdateResult update(SessionUpdate update) {
        SessionUpdate sealed = seal.sealed(update);
        fitting(sealed.next());
        return super.update(sealed);
    }

    /** Checks the size again, because encrypted values are longer than those the engine measured. */
    private SessionRecord fitting(SessionRecord sealed) {
        long most = super.traits().maxSessionBytes();
        if (sealed.header().size() > most) {
            throw new SessionTooLargeException("when encrypted, the session has "
                    + sealed.header().size() + " bytes, and " + super.traits().name() + " takes " + most
                    + ". Store large data elsewhere and only its key in the session");
        }
        return sealed;
    }

    @Override
    public SweepBatch deleteExpired(SweepQuery query, @Nullable String cursor, int limit) {
        SweepBatch batch = super.deleteExpired(query, cursor, limit);
        return new SweepBatch(
                batch.deleted().stream().map(this::farewell).toList(), batch.unreadable(), batch.nextCursor());
    }

    /** A deleted session, with its attributes if they can be read. */
    private SessionRecord farewell(SessionRecord deleted) {
        try {
            return deleted.attributes().names().isEmpty() ? seal.header(deleted) : seal.opened(deleted);
        } catch (UnreadableSessionException | SessionStoreException withoutAttributes) {
            return seal.header(deleted);
        }
    }

    @Override
    public SessionPage scan(SessionQuery query, @Nullable String cursor, int limit) {
        String user = query.principal();
        List<String> names = user == null ? List.of() : users.all(user);
        if (user != null && names.isEmpty()) {
            // No form of the name fits the store, so nothing is stored under it.
            return new SessionPage(List.of(), List.of(), null);
        }
        if (user == null || names.size() == 1) {
            return opened(query, super.scan(user == null ? query : query.ofPrincipal(names.get(0)), cursor, limit));
        }
        int colon = cursor == null ? 0 : cursor.indexOf(':');
        int at = cursor == null ? 0 : Integer.parseInt(cursor.substring(0, colon));
        String inner = cursor == null ? null : cursor.substring(colon + 1);
        List<SessionRecord> sessions = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        while (true) {
            SessionPage page = super.scan(
                    query.ofPrincipal(names.get(at)),
                    inner == null || inner.isEmpty() ? null : inner,
                    limit - sessions.size());
            sessions.addAll(page.sessions());
            unreadable.addAll(page.unreadable());
            inner = page.nextCursor();
            boolean isLast = inner == null && ++at == names.size();
            if (isLast || inner != null || sessions.size() == limit) {
                String next = isLast ? null : at + ":" + (inner == null ? "" : inner);
                return opened(query, new SessionPage(sessions, unreadable, next));
            }
        }
    }

    private SessionPage opened(SessionQuery query, SessionPage page) {
        if (!query.attributes()) {
            return new SessionPage(
                    page.sessions().stream().map(each -> header(query, each)).toList(),
                    page.unreadable(),
                    page.nextCursor());
        }
        List<SessionRecord> sessions = new ArrayList<>();
        List<String> unreadable = new ArrayList<>(page.unreadable());
        for (SessionRecord each : page.sessions()) {
            try {
                sessions.add(seal.opened(each));
            } catch (UnreadableSessionException | SessionStoreException e) {
                unreadable.add(each.header().key().value());
            }
        }
        return new SessionPage(sessions, unreadable, page.nextCursor());
    }

    /** The header for a query by user, with the user's name even if the store has only a digest of it. */
    private SessionRecord header(SessionQuery query, SessionRecord stored) {
        SessionRecord shown = seal.header(stored);
        return query.principal() == null
                ? shown
                : new SessionRecord(
                        shown.header().withPrincipal(query.principal()), shown.attributes(), shown.asRead());
    }

    @Override
    public long count(SessionQuery query) {
        String user = query.principal();
        return user == null
                ? super.count(query)
                : users.all(user).stream()
                        .mapToLong(each -> super.count(query.ofPrincipal(each)))
                        .sum();
    }

    /** Re-encrypts sessions that are encrypted with an older key or not at all. */
    public Reencryption reencryption() {
        return new Reencryption(delegate(), seal);
    }

    /** Shows the numbers of its keys. */
    @Override
    public String toString() {
        return "EncryptedSessionStore[" + keys + "]";
    }
}
