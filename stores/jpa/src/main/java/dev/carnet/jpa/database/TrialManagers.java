package dev.carnet.jpa.database;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/**
 * Runs all operations with one entity manager, in a transaction that the caller rolls back. Exceptions are passed on
 * unchanged.
 */
public final class TrialManagers extends EntityManagers {
    private final EntityManager manager;

    public TrialManagers(EntityManagers managers, EntityManager manager) {
        super(managers.factory());
        this.manager = manager;
    }

    @Override
    public <T> T read(String failure, Function<EntityManager, T> work) {
        return work.apply(manager);
    }

    /** What the work persisted is in the database afterwards, and not in the entity manager. */
    @Override
    public <T> T write(String failure, Function<EntityManager, T> work) {
        T result = work.apply(manager);
        manager.flush();
        manager.clear();
        return result;
    }
}
