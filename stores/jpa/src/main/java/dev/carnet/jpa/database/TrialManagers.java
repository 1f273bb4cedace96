package dev.carnet.jpa.database;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** Lends one entity manager to each piece of work, in a transaction that somebody else rolls back. What fails is thrown as it is. */
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
