package dev.carnet.jpa;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.DatabaseProduct;
import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.Failure;
import dev.carnet.jpa.database.PersistenceVersion;
import dev.carnet.jpa.entity.EntityLookup;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.query.Abilities;
import dev.carnet.jpa.query.BoundQuery;
import dev.carnet.jpa.query.Conditions;
import dev.carnet.jpa.query.DocumentQueries;
import dev.carnet.jpa.query.VersionedQueries;
import dev.carnet.jpa.unit.UnitSettings;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A persistence unit, as found when the store was opened.
 *
 * @param entity the entity of sessions
 * @param managers lends entity managers
 * @param database the database below
 * @param abilities how the database compares sessions
 * @param lockTimeout how long a write waits for a locked row
 * @param missing the rights that the database user lacks; if any, the abilities are unknown
 */
record OpenUnit(
        SessionEntity entity,
        EntityManagers managers,
        DatabaseProduct database,
        Abilities abilities,
        Duration lockTimeout,
        MissingRights missing) {
    /** No session's: keys have 40 characters. */
    private static final SessionKey NOBODY = new SessionKey("-");

    private static final Logger LOG = LoggerFactory.getLogger(OpenUnit.class);

    /**
     * Finds the entity, asks its table for a session that is not there, and tries it out with a row that is rolled back.
     *
     * @param places where each setting stands, for messages
     * @throws ConfigurationException if the unit has no such entity or attribute, or one that cannot keep sessions, or leaves
     *     transactions to a container
     * @throws SessionStoreException if the database cannot be reached or lacks the table
     */
    static OpenUnit look(EntityManagerFactory factory, JpaOptions options, Settings places) {
        SessionEntity entity = entity(factory, options, places);
        EntityManagers managers = new EntityManagers(factory);
        OpenUnit unit = new OpenUnit(
                entity,
                managers,
                DatabaseProduct.of(managers),
                Abilities.LEAST,
                options.lockTimeout(),
                MissingRights.NONE);
        BoundQuery select = unit.select();
        managers.read(
                "the table of the entity " + entity.name() + " cannot be read",
                manager -> select.list(manager).size());
        return new Trial(unit, places).passed();
    }

    /** Logs warnings about the application's entity. */
    OpenUnit warned() {
        EntityWarnings.of(this).forEach(each -> LOG.warn("JPA: {}", each));
        return this;
    }

    OpenUnit with(Abilities found) {
        return new OpenUnit(entity, managers, database, found, lockTimeout, missing);
    }

    OpenUnit with(EntityManagers others) {
        return new OpenUnit(entity, others, database, abilities, lockTimeout, missing);
    }

    OpenUnit lacking(MissingRights rights) {
        return new OpenUnit(entity, managers, database, Abilities.LEAST, lockTimeout, rights);
    }

    /** The entity alone; some providers reach for the database only here. */
    static SessionEntity entity(EntityManagerFactory factory, JpaOptions options, Settings places) {
        try {
            if (leavesTransactionsToJta(factory)) {
                throw places.invalid(
                        UnitSettings.SCHEMA,
                        "the persistence unit uses JTA transactions, in which a session would be stored only"
                                + " together with the application's own work; supply a second unit with"
                                + " transaction-type RESOURCE_LOCAL");
            }
            return new EntityLookup(factory, options, places).find();
        } catch (SessionException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Failure.of(e).whileOpening("the persistence unit cannot be opened");
        }
    }

    /** EclipseLink 5.0 answers with what the file says, whatever it was told since; so it is tried. */
    private static boolean leavesTransactionsToJta(EntityManagerFactory factory) {
        if (!PersistenceVersion.saysJta(factory)) {
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
        return new Conditions(entity, abilities, database.overlooks(), lockTimeout);
    }

    private BoundQuery select() {
        return entity.keepsAll()
                ? new VersionedQueries(entity, conditions()).find(NOBODY)
                : new DocumentQueries(entity, conditions()).find(NOBODY);
    }
}
