package dev.carnet.jpa;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.Failure;
import dev.carnet.jpa.database.PersistenceVersion;
import dev.carnet.jpa.entity.Bookkeeping;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.query.BoundQuery;
import dev.carnet.jpa.query.BulkWrites;
import dev.carnet.jpa.query.Conditions;
import dev.carnet.jpa.query.EntityRows;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores each session as an entity of a persistence unit. Thread-safe.
 *
 * <p>A new session is persisted, so that the entity's listeners fill the columns that the application requires; every
 * later operation is one guarded JPQL statement, in its own entity manager and transaction. Listeners are not called for
 * those, and each of them increments the provider's own version, so that an application that has loaded the entity
 * detects the change.
 *
 * <p>If the entity has an attribute for each {@link Bookkeeping.Part}, writes are guarded by the version:
 * {@link VersionedSessionStore}; otherwise by the data as read: {@link OriginalEntityStore}.
 */
public abstract sealed class JpaSessionStore implements SessionStore
        permits VersionedSessionStore, OriginalEntityStore {
    /** Nobody knows before a database has refused it. */
    private static final long MAX_TEXT_BYTES = 1_000_000_000;

    final SessionEntity entity;
    final EntityManagers managers;
    final EntityRows rows;
    final Conditions conditions;
    final BulkWrites bulk;
    private final Runnable onClose;
    private final StoreTraits traits;

    JpaSessionStore(OpenUnit unit, Runnable onClose, boolean principalIndex) {
        entity = unit.entity();
        managers = unit.managers();
        rows = new EntityRows(entity);
        conditions = unit.conditions();
        bulk = new BulkWrites(
                entity, managers, rows, conditions, (manager, key) -> exactly(manager, key, deletion(key)));
        this.onClose = onClose;
        boolean lasts = unit.database().isDurable();
        traits = new StoreTraits(
                "JPA",
                Encoding.JSON_TEXT,
                false,
                principalIndex,
                lasts,
                lasts,
                MAX_TEXT_BYTES,
                entity.maxPrincipalLength());
    }

    /**
     * Opens the store on an entity manager factory, which it does not close.
     *
     * @throws ConfigurationException if the unit has no such entity or attribute, or leaves transactions to a container
     * @throws SessionStoreException if the database cannot be reached or lacks the entity's table
     */
    public static JpaSessionStore open(EntityManagerFactory factory, JpaOptions options) {
        Settings places = Settings.builder(setting -> "JPA: " + setting).build();
        OpenUnit unit = UnitInspection.inspect(factory, options, places);
        EntityWarnings.log(unit);
        return open(unit, () -> {});
    }

    static JpaSessionStore open(OpenUnit unit, Runnable onClose) {
        return unit.entity().keepsAll()
                ? new VersionedSessionStore(unit, onClose)
                : new OriginalEntityStore(unit, onClose);
    }

    @Override
    public final StoreTraits traits() {
        return traits;
    }

    /** The store's {@link EntityManagerFactory}: the one it opened or the one handed in. */
    @Override
    public final <T> Optional<T> unwrap(Class<T> type) {
        EntityManagerFactory factory = managers.factory();
        return type.isInstance(factory) ? Optional.of(type.cast(factory)) : SessionStore.super.unwrap(type);
    }

    @Override
    public final void close() {
        onClose.run();
    }

    /** The text that is stored for a session. */
    abstract String text(SessionRecord session);

    /** Selects the rows that the database takes for a key's. */
    abstract BoundQuery select(SessionKey key);

    /** The session in a row of that. */
    abstract SessionRecord session(@Nullable Object[] row);

    private Optional<@Nullable Object[]> row(SessionKey key) {
        BoundQuery select = select(key);
        return managers.read("the session could not be read", manager -> rows.only(key, select.list(manager)));
    }

    @Override
    public final Optional<SessionRecord> find(SessionKey key) {
        return row(key).map(this::session);
    }

    /** Selects what a sweep finds, the id first. */
    abstract BoundQuery expired(Instant by);

    /** Selects what a search by handle goes through, the id first. */
    abstract BoundQuery byHandle(String handle);

    /** Selects what a listing finds, the id first. */
    abstract BoundQuery listed(SessionQuery query);

    /** The header in a row of either. */
    abstract SessionHeader header(@Nullable Object[] row);

    /** Whether the database finds a session by its data, as far as writes rely on that. */
    abstract boolean compares(SessionKey key);

    /** Writes if just this text stands under a key, where the database cannot be asked that: the text is compared in Java. */
    final boolean writeLocked(SessionKey key, String asRead, String failure, BoundQuery write) {
        return managers.write(
                failure,
                manager -> locked(manager, key)
                                .filter(row -> rows.holds(row, asRead))
                                .isPresent()
                        && write.execute(manager) > 0);
    }

    /** Deletes the row under a key unconditionally. */
    abstract BoundQuery deletion(SessionKey key);

    /** Deletes the row with just this key; false if it is not there, or a condition of the query does not hold. */
    final boolean deleteExactly(SessionKey key, BoundQuery delete) {
        return managers.write("the session could not be deleted", manager -> exactly(manager, key, delete));
    }

    /** Writes the row with just this key, in the manager's transaction. */
    final boolean exactly(EntityManager manager, SessionKey key, BoundQuery write) {
        return (!conditions.locksKeys() || locked(manager, key).isPresent()) && write.execute(manager) > 0;
    }

    /** The row with just this key, locked until the transaction ends. */
    private Optional<@Nullable Object[]> locked(EntityManager manager, SessionKey key) {
        conditions.lock(key).execute(manager);
        return rows.only(key, select(key).list(manager));
    }

    @Override
    public final boolean create(SessionRecord session) {
        String text = text(session);
        try {
            return managers.write("the new session could not be stored", manager -> {
                PersistenceVersion.bypassCache(manager);
                manager.persist(entity.filled(session.header(), text));
                return true;
            });
        } catch (Failure.RuleException e) {
            if (row(session.header().key()).isPresent()) {
                return false;
            }
            throw e;
        }
    }

    /** A batch a transaction. Where a key is taken, which ends the transaction, its sessions are stored one by one. */
    @Override
    public final Set<SessionKey> createAll(Collection<SessionRecord> sessions) {
        Set<SessionKey> created = new HashSet<>();
        for (List<SessionRecord> batch : BulkWrites.batches(sessions)) {
            boolean isCreated = batch.size() > 1 && insert(batch);
            for (SessionRecord each : batch) {
                if (isCreated || create(each)) {
                    created.add(each.header().key());
                }
            }
        }
        return created;
    }

    private boolean insert(List<SessionRecord> batch) {
        long keys = batch.stream().map(each -> each.header().key()).distinct().count();
        List<String> texts = batch.stream().map(this::text).toList();
        try {
            return keys == batch.size()
                    && managers.write("new sessions could not be stored", manager -> {
                        PersistenceVersion.bypassCache(manager);
                        for (int i = 0; i < texts.size(); i++) {
                            manager.persist(entity.filled(batch.get(i).header(), texts.get(i)));
                        }
                        return true;
                    });
        } catch (Failure.RuleException aKeyIsTaken) {
            return false;
        }
    }

    @Override
    public final Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        return bulk.deleteAll(keys);
    }
}
