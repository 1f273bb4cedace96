package dev.carnet.spi.document;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.Versions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The claim of {@link SessionStore#claimSweep} for a store that has no better place for it than among its sessions: a
 * record under {@link StoredHeader#LEASE} and the prefix of the swept keys.
 *
 * <pre>
 * handle      the sweeper's name
 * endsAt      the end of the claim
 * expiresAt   {@link SessionHeader#NEVER}, so that no sweep finds it
 * </pre>
 *
 * It is written by the store's own guarded writes, so of several processes exactly one gets it. A store that uses this
 * leaves out of its listings whatever {@link StoredHeader#isLease} says. A claim that ends later than the caller's could
 * after one more such time comes from a wrong clock and is ignored. Thread-safe if the store is.
 */
public final class LeaseRecord {
    private final SessionStore store;
    private final LeaseRefusal refusal;

    /**
     * For a store that may still be under construction.
     *
     * @param name the store's, for a warning
     */
    public LeaseRecord(SessionStore store, String name) {
        this.store = store;
        this.refusal = new LeaseRefusal(name);
    }

    /** See {@link SessionStore#claimSweep}. A storage that refuses the record lets every process sweep. */
    public boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        SessionKey key = new SessionKey(StoredHeader.LEASE + keyPrefix);
        SessionRecord next = record(key, sweeper, now, until);
        try {
            Optional<SessionRecord> found = store.find(key);
            if (found.isEmpty()) {
                return refusal.inserts(
                        () -> store.create(next), () -> store.find(key).isEmpty());
            }
            SessionHeader lease = found.get().header();
            return (sweeper.equals(lease.handle()) || isFree(lease.endsAt(), now, until))
                    && store.update(new SessionUpdate(found.get(), next, Change.NOTHING)) == UpdateResult.SAVED;
        } catch (UnreadableSessionException e) {
            refusal.tell(e.getMessage());
            return true;
        }
    }

    /** Whether a claim with this end holds nobody up: it has ended, or a wrong clock made it. */
    public static boolean isFree(@Nullable Instant endsAt, Instant now, Instant until) {
        return endsAt == null || !endsAt.isAfter(now) || endsAt.isAfter(latest(now, until));
    }

    /** The latest end of another's claim. */
    public static Instant latest(Instant now, Instant until) {
        return until.plus(Duration.between(now, until));
    }

    private static SessionRecord record(SessionKey key, String sweeper, Instant now, Instant until) {
        long version = Versions.next();
        SessionHeader header =
                new SessionHeader(key, null, sweeper, version, now, now, null, until, SessionHeader.NEVER, null, 0);
        return new SessionRecord(header, Attributes.NONE);
    }
}
