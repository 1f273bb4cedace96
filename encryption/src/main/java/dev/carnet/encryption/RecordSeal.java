package dev.carnet.encryption;

import dev.carnet.encryption.ValueSeal.BrokenSealException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.document.ReservedNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Converts between a session's record and its encrypted form. Besides the encrypted values there are two hidden
 * attributes: {@value #KEY} binds the session to its key, {@value #USER} to its user. They are written by the first
 * write and whenever the key or the user changes, so a store that writes single fields keeps them consistent.
 * Thread-safe.
 */
final class RecordSeal {
    static final String KEY = ReservedNames.PREFIX + ":sealed_key";
    static final String USER = ReservedNames.PREFIX + ":sealed_user";

    private final ValueSeal seal;
    private final UserNames users;
    private final boolean acceptPlain;

    RecordSeal(ValueSeal seal, UserNames users, boolean acceptPlain) {
        this.seal = seal;
        this.users = users;
        this.acceptPlain = acceptPlain;
    }

    /** The encrypted form of a new record. */
    SessionRecord sealed(SessionRecord session) {
        SessionHeader header = session.header();
        Map<String, Encoded> sealed = new LinkedHashMap<>();
        session.attributes().values().forEach((name, value) -> sealed.put(name, sealed(header.handle(), name, value)));
        sealed.put(KEY, seal.sealKey(header.handle(), header.key()));
        if (header.principal() != null) {
            sealed.put(USER, seal.sealUser(header.handle(), header.principal()));
        }
        return as(session, new Attributes(sealed));
    }

    private SessionRecord as(SessionRecord session, Attributes sealed) {
        SessionHeader header = session.header();
        SessionRecord form = new SessionRecord(
                header.withPrincipal(users.stored(header.principal())).withSize(sealed.size()), sealed);
        session.attributes().noteStoredForm(form);
        return form;
    }

    private Encoded sealed(String handle, String name, Encoded value) {
        return value.isSealed() ? value : seal.seal(handle, name, value);
    }

    /** The encrypted form of a change; unchanged values keep their stored bytes. */
    SessionUpdate sealed(SessionUpdate update) {
        SessionRecord base = update.base();
        SessionHeader next = update.next().header();
        Change change = update.change();
        SessionRecord form = storedForm(base);
        Attributes stored = form.attributes();

        Map<String, Encoded> written = new LinkedHashMap<>();
        change.written().forEach((name, value) -> written.put(name, sealed(next.handle(), name, value)));
        if (change.newKey() != null || !isCurrent(stored.get(KEY))) {
            written.put(KEY, seal.sealKey(next.handle(), next.key()));
        }
        boolean saysNobody = next.principal() != null && stored.get(USER) == null;
        if (change.principal() != null || saysNobody) {
            written.put(USER, seal.sealUser(next.handle(), next.principal()));
        }

        Change.SetTo<String> principal = change.principal();
        return new SessionUpdate(
                new SessionRecord(
                        base.header()
                                .withPrincipal(form.header().principal())
                                .withSize(form.header().size()),
                        stored,
                        base.asRead()),
                as(update.next(), next(update.next(), base, stored, written)),
                new Change(
                        written,
                        change.removed(),
                        principal == null ? null : new Change.SetTo<>(users.stored(principal.value())),
                        change.maxIdle(),
                        change.newKey()),
                update.isExact());
    }

    /** The stored record of a session, unless it belongs to a write that was not carried out. */
    private SessionRecord storedForm(SessionRecord base) {
        SessionRecord noted = base.attributes().storedForm();
        SessionHeader header = base.header();
        if (noted != null
                && noted.header().key().equals(header.key())
                && users.means(noted.header().principal(), header.principal())) {
            return noted;
        }
        return sealed(base);
    }

    private Attributes next(SessionRecord next, SessionRecord base, Attributes stored, Map<String, Encoded> written) {
        Map<String, Encoded> form = new LinkedHashMap<>();
        next.attributes().values().forEach((name, value) -> {
            Encoded now = written.get(name);
            Encoded before = stored.get(name);
            if (now == null) {
                now = before != null && value.equals(base.attributes().get(name))
                        ? before
                        : sealed(next.header().handle(), name, value);
            }
            form.put(name, now);
        });
        for (String own : new String[] {KEY, USER}) {
            Encoded now = written.getOrDefault(own, stored.get(own));
            if (now != null) {
                form.put(own, now);
            }
        }
        return new Attributes(form);
    }

    private boolean isCurrent(@Nullable Encoded stored) {
        return stored != null && stored.isSealed() && seal.isCurrent(stored);
    }

    /** Whether a stored record has the form in which it would be written now. */
    boolean isCurrent(SessionRecord stored) {
        String user = stored.header().principal();
        Attributes attributes = stored.attributes();
        return attributes.values().values().stream().allMatch(this::isCurrent)
                && isCurrent(attributes.get(KEY))
                && users.isCurrent(user)
                && (user == null || isCurrent(attributes.get(USER)));
    }

    /** Decrypts the header of a stored session. */
    SessionRecord header(SessionRecord stored) {
        SessionHeader header = stored.header();
        return new SessionRecord(
                header.withPrincipal(users.shown(header.principal())), Attributes.NONE, stored.asRead());
    }

    /**
     * Decrypts a stored session.
     *
     * @throws SessionStoreException if the required key is missing
     * @throws UnreadableSessionException if it was not encrypted for this key or this user
     */
    SessionRecord opened(SessionRecord stored) {
        SessionHeader header = stored.header();
        String user = users.shown(header.principal());
        Attributes attributes = stored.attributes();
        Map<String, Encoded> opened = new LinkedHashMap<>();
        try {
            boolean isOurs = checkKey(header, attributes);
            if (isOurs) {
                user = user(header, attributes.get(USER));
            }
            for (Map.Entry<String, Encoded> each : attributes.values().entrySet()) {
                String name = each.getKey();
                if (!name.equals(KEY) && !name.equals(USER)) {
                    opened.put(name, opened(header.handle(), name, each.getValue()));
                }
            }
        } catch (BrokenSealException e) {
            throw new MissingKeyException(Objects.requireNonNull(e.missingKey));
        }
        Attributes plain = new Attributes(opened);
        plain.noteStoredForm(new SessionRecord(header, attributes));
        return new SessionRecord(header.withPrincipal(user).withSize(plain.size()), plain, stored.asRead());
    }

    /** Whether the record was encrypted; if not, it may be plain. */
    private boolean checkKey(SessionHeader header, Attributes attributes) throws BrokenSealException {
        Encoded key = attributes.get(KEY);
        if (key == null) {
            if (attributes.hasSealed()) {
                throw displaced();
            }
            if (!acceptPlain) {
                throw new SessionStoreException(
                        "a stored session is not encrypted, but encryption is on. If the store contains sessions"
                                + " from before, set encryption.accept_plain until 'carnet reencrypt' has run;"
                                + " otherwise somebody has planted it",
                        null);
            }
            return false;
        }
        if (!key.isSealed()) {
            throw displaced();
        }
        try {
            seal.checkKey(header.handle(), header.key(), key);
        } catch (BrokenSealException e) {
            throw orDisplaced(e);
        }
        return true;
    }

    /** The session's user, which must match the header. */
    private @Nullable String user(SessionHeader header, @Nullable Encoded sealed) throws BrokenSealException {
        try {
            String user = sealed == null ? null : seal.openUser(header.handle(), sealed);
            if (!users.means(header.principal(), user)) {
                throw displaced();
            }
            return user;
        } catch (BrokenSealException e) {
            throw orDisplaced(e);
        }
    }

    private Encoded opened(String handle, String name, Encoded stored) throws BrokenSealException {
        if (!stored.isSealed()) {
            return acceptPlain ? stored : Encoded.of(stored.bytes(), Encoded.SEALED);
        }
        try {
            return seal.open(handle, name, stored);
        } catch (BrokenSealException e) {
            if (e.missingKey != null) {
                throw e;
            }
            return stored;
        }
    }

    private static BrokenSealException orDisplaced(BrokenSealException e) {
        if (e.missingKey == null) {
            throw displaced();
        }
        return e;
    }

    private static UnreadableSessionException displaced() {
        return new UnreadableSessionException(
                "a stored session was not encrypted for its key and its user: somebody has moved or changed it; it"
                        + " is left unchanged",
                null);
    }
}
