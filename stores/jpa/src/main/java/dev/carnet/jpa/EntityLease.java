package dev.carnet.jpa;

import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.PersistenceVersion;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.query.EntityRows;
import dev.carnet.jpa.query.VersionedQueries;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.document.LeaseRefusal;
import dev.carnet.spi.document.StoredHeader;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which process sweeps, in an entity of its own: the row that {@code JDBC} has in the same table. Where a rule of the table or
 * of a listener refuses it, every process sweeps. Thread-safe.
 */
final class EntityLease {
    private static final String FAILURE = "the sweep could not be claimed";

    private final SessionEntity entity;
    private final EntityManagers managers;
    private final EntityRows rows;
    private final VersionedQueries queries;
    private final LeaseRefusal refusal = new LeaseRefusal("JPA");

    EntityLease(SessionEntity entity, EntityManagers managers, EntityRows rows, VersionedQueries queries) {
        this.entity = entity;
        this.managers = managers;
        this.rows = rows;
        this.queries = queries;
    }

    /** See {@link dev.carnet.spi.SessionStore#claimSweep}. */
    boolean claim(String keyPrefix, String sweeper, Instant now, Instant until) {
        SessionKey key = new SessionKey(StoredHeader.LEASE + keyPrefix);
        SessionHeader lease = new SessionHeader(
                key, null, sweeper, SessionHeader.UNVERSIONED, now, now, null, until, SessionHeader.NEVER, null, 0);
        List<@Nullable Object[]> found = found(key);
        if (found.isEmpty()) {
            return refusal.inserts(() -> isInserted(lease), () -> found(key).isEmpty());
        }
        boolean isHeld = found.stream().allMatch(row -> rows.isHeldByAnother(row, lease, until));
        return !isHeld && managers.write(FAILURE, queries.claim(lease, until)::execute) > 0;
    }

    private List<@Nullable Object[]> found(SessionKey key) {
        return managers.read(FAILURE, queries.lease(key)::list);
    }

    private boolean isInserted(SessionHeader lease) {
        return managers.write(FAILURE, manager -> {
            PersistenceVersion.bypassCache(manager);
            manager.persist(entity.filledLease(lease));
            return true;
        });
    }
}
