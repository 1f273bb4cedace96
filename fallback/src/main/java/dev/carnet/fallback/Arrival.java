package dev.carnet.fallback;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Stores sessions of another store: converts their values, and compares them afterwards. Thread-safe. */
public final class Arrival {
    private final StoreTraits from;
    private final SessionStore to;
    private final ValueTransfer transfer;

    /** @param from the traits of the source */
    public Arrival(StoreTraits from, SessionStore to, ValueTransfer transfer) {
        this.from = from;
        this.to = to;
        this.transfer = transfer;
    }

    /**
     * Converts a record for the store.
     *
     * @param key under which
     * @throws UnreadableSessionException if the store cannot keep it
     */
    public SessionRecord fit(SessionRecord found, SessionKey key) {
        SessionHeader header = found.header();
        Attributes attributes;
        try {
            attributes = transfer.apply(found.attributes());
        } catch (SessionCodecException e) {
            throw cannotMove("a value cannot be read", e);
        }
        StoreTraits traits = to.traits();
        if (attributes.size() > traits.maxSessionBytes()) {
            throw cannotMove("it is " + attributes.size() + " bytes; the limit is " + traits.maxSessionBytes(), null);
        }
        String principal = header.principal();
        if (principal != null && principal.length() > traits.maxPrincipalLength()) {
            throw cannotMove(
                    "its principal is " + principal.length() + " characters; the limit is "
                            + traits.maxPrincipalLength(),
                    null);
        }
        return new SessionRecord(header.withKey(key).withSize(attributes.size()), attributes);
    }

    private UnreadableSessionException cannotMove(String why, @Nullable SessionCodecException cause) {
        return new UnreadableSessionException(
                "a session cannot move from " + from.name() + " to "
                        + to.traits().name() + ": " + why + ". It stays where it is",
                cause);
    }

    /**
     * Reads stored sessions back and compares them, except those that were changed or ended in the meantime.
     *
     * @throws SessionStoreException if some differ; they are then deleted
     */
    public void requireKept(Collection<SessionRecord> arrived) {
        boolean isAllKept = true;
        for (SessionRecord each : arrived) {
            isAllKept &= isKept(each);
        }
        if (!isAllKept) {
            throw new DifferentlyStoredException(
                    "a session that was written to " + to.traits().name() + " reads differently there; it stays in "
                            + from.name() + ". Run 'carnet check' on both");
        }
    }

    /** What reads differently is deleted. */
    private boolean isKept(SessionRecord arrived) {
        SessionHeader header = arrived.header();
        SessionRecord kept = to.find(header.key()).orElse(null);
        if (kept == null || kept.header().version() != header.version() || isSame(kept, arrived)) {
            return true;
        }
        to.delete(header.key(), null);
        return false;
    }

    /** Compares two records of a session without times, which stores keep with different precision. */
    public static boolean isSame(SessionRecord one, SessionRecord other) {
        return one.attributes().equals(other.attributes())
                && one.header().handle().equals(other.header().handle())
                && Objects.equals(one.header().principal(), other.header().principal())
                && Objects.equals(one.header().maxIdle(), other.header().maxIdle());
    }
}
