package dev.carnet.fallback;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.ForwardingSessionStore;
import java.util.Optional;

/**
 * An old store that gives no session whose record contradicts the configuration: a record says whether its key is the id or
 * a digest of it. If {@code hash_ids} is wrong for the old store, a digest would pass for an id, and a session would move to
 * a key under which its cookie does not find it. Records that do not say it are given as they are. Thread-safe.
 */
public final class KeysAsConfigured extends ForwardingSessionStore {
    private final boolean hashed;

    /** @param hashed whether the keys of the old store, as this store gives them, are digests */
    public KeysAsConfigured(SessionStore old, boolean hashed) {
        super(old);
        this.hashed = hashed;
    }

    /** @throws UnreadableSessionException if the record contradicts the configuration */
    @Override
    public Optional<SessionRecord> find(SessionKey key) {
        Optional<SessionRecord> found = delegate().find(key);
        found.ifPresent(this::require);
        return found;
    }

    /** @throws UnreadableSessionException as {@link #find}: a session that was listed moves by an update */
    @Override
    public UpdateResult update(SessionUpdate update) {
        require(update.base());
        return delegate().update(update);
    }

    private void require(SessionRecord found) {
        Boolean said = found.header().hashed();
        if (said != null && said != hashed) {
            throw new UnreadableSessionException(
                    said
                            ? "a session of the fallback has the digest of its id as its key, but hash_ids under fallback"
                                    + " is false; it stays where it is. Set hash_ids under fallback to true"
                            : "a session of the fallback has the id itself as its key, but hash_ids under fallback is"
                                    + " not false; it stays where it is. Set hash_ids under fallback to false",
                    null);
        }
    }
}
