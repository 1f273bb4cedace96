package dev.carnet.jpa.query;

import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.spi.SessionKey;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deletes many rows in a few statements: one tells which are there, one deletes them and counts. Thread-safe. */
public final class BulkWrites {
    /** Larger statements are hardly faster, and concurrent writers wait longer. */
    public static final int AT_ONCE = 100;

    private final SessionEntity entity;
    private final EntityManagers managers;
    private final EntityRows rows;
    private final Conditions conditions;
    private final SingleDelete one;

    /** Deletes the row with just this key, in the manager's transaction. */
    @FunctionalInterface
    public interface SingleDelete {
        boolean delete(EntityManager manager, SessionKey key);
    }

    public BulkWrites(
            SessionEntity entity, EntityManagers managers, EntityRows rows, Conditions conditions, SingleDelete one) {
        this.entity = entity;
        this.managers = managers;
        this.rows = rows;
        this.conditions = conditions;
        this.one = one;
    }

    /** Parts of a list, in its order, as large as one transaction takes. */
    public static <T> List<List<T>> batches(Collection<T> all) {
        List<T> list = List.copyOf(all);
        List<List<T>> batches = new ArrayList<>();
        for (int from = 0; from < list.size(); from += AT_ONCE) {
            batches.add(list.subList(from, Math.min(from + AT_ONCE, list.size())));
        }
        return batches;
    }

    /**
     * Deletes the rows with these keys, a batch a transaction, in the order of the keys, so that of two callers neither waits for
     * the other in turn; gives those that it deleted.
     */
    public Set<SessionKey> deleteAll(Collection<SessionKey> keys) {
        Set<SessionKey> deleted = new HashSet<>();
        for (List<SessionKey> batch : batches(keys.stream().sorted().toList())) {
            deleted.addAll(managers.write("sessions could not be deleted", manager -> deleteAll(manager, batch)));
        }
        return deleted;
    }

    private Set<SessionKey> deleteAll(EntityManager manager, List<SessionKey> batch) {
        Set<SessionKey> present = present(manager, batch);
        if (present.isEmpty()) {
            return present;
        }
        if (conditions.locksKeys() || !batch.containsAll(present)) { // the database takes another key for one of these
            Set<SessionKey> deleted = new HashSet<>();
            batch.stream().filter(each -> one.delete(manager, each)).forEach(deleted::add);
            return deleted;
        }
        List<SessionKey> ordered = present.stream().sorted().toList();
        if (delete(ordered).execute(manager) < ordered.size()) {
            present.removeAll(present(manager, ordered));
        }
        return present;
    }

    private Set<SessionKey> present(EntityManager manager, List<SessionKey> keys) {
        Set<SessionKey> present = new HashSet<>();
        String id = "e." + entity.id().name();
        // Twice, since a query of one value gives no array.
        conditions.keys("SELECT " + id + ", " + id + " FROM " + entity.name() + " e", keys).list(manager).stream()
                .map(rows::key)
                .forEach(present::add);
        return present;
    }

    /** Deletes the rows with these keys, and perhaps with others that the database takes for one of them. */
    public BoundQuery delete(List<SessionKey> keys) {
        return conditions.keys("DELETE FROM " + entity.name() + " e", keys);
    }
}
