package dev.carnet.jpa;

import dev.carnet.ConfigurationException;
import dev.carnet.SessionStoreException;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.Settings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.PersistenceUnitTransactionType;

/**
 * A persistence unit as it was found when the store was opened.
 *
 * @param entity the entity that keeps sessions
 * @param managers lends entity managers
 * @param database the database below
 */
record OpenUnit(SessionEntity entity, EntityManagers managers, Database database) {
    /** No session's: keys have 40 characters. */
    private static final SessionKey NOBODY = new SessionKey("-");

    /**
     * Finds the entity and asks its table for a session that is not there.
     *
     * @param places where each setting stands, for messages
     * @throws ConfigurationException if the unit has no such entity or attribute, or leaves transactions to a container
     * @throws SessionStoreException if the database cannot be reached or lacks the table
     */
    static OpenUnit look(EntityManagerFactory factory, JpaOptions options, Settings places) {
        SessionEntity entity = entity(factory, options, places);
        EntityManagers managers = new EntityManagers(factory);
        OpenUnit unit = new OpenUnit(entity, managers, Database.of(managers));
        BoundQuery select = unit.select();
        managers.read(
                "the table of the entity " + entity.name() + " cannot be read",
                manager -> select.list(manager).size());
        return unit;
    }

    /** The entity alone; some providers reach for the database only here. */
    static SessionEntity entity(EntityManagerFactory factory, JpaOptions options, Settings places) {
        try {
            if (leavesTransactionsToJta(factory)) {
                throw places.invalid(
                        UnitSettings.SCHEMA,
                        "the persistence unit leaves its transactions to JTA, in which a session would be stored only with"
                                + " the application's own work; hand in a twin of it with transaction-type"
                                + " RESOURCE_LOCAL");
            }
            return new EntityLookup(factory.getMetamodel(), options, places).find();
        } catch (PersistenceException e) {
            throw Failure.of(e).whileOpening("the persistence unit cannot be opened");
        }
    }

    /** EclipseLink 5.0 answers with what the file says, whatever it was told since; so it is tried. */
    private static boolean leavesTransactionsToJta(EntityManagerFactory factory) {
        if (factory.getTransactionType() != PersistenceUnitTransactionType.JTA) {
            return false;
        }
        try (EntityManager manager = factory.createEntityManager()) {
            return manager.getTransaction() == null;
        } catch (RuntimeException e) {
            if (Failure.of(e).sql() == null) {
                return true;
            }
            throw e;
        }
    }

    Conditions conditions() {
        return new Conditions(entity, database.overlooks());
    }

    private BoundQuery select() {
        return entity.keepsAll()
                ? new VersionedQueries(entity, conditions()).find(NOBODY)
                : new DocumentQueries(entity, conditions(), false).find(NOBODY);
    }
}
