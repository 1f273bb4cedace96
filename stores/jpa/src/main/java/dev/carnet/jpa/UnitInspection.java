package dev.carnet.jpa;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.DatabaseProduct;
import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.Failure;
import dev.carnet.jpa.database.PersistenceVersion;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.entity.EntityLookup;
import dev.carnet.jpa.entity.EntitySettings;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.query.Abilities;
import dev.carnet.jpa.query.BoundQuery;
import dev.carnet.jpa.query.DocumentQueries;
import dev.carnet.jpa.query.VersionedQueries;
import dev.carnet.jpa.unit.Unit;
import dev.carnet.jpa.unit.UnitSettings;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.setup.Settings;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** Finds out, before a store is opened, what a persistence unit and its database can do. */
final class UnitInspection {
    /** No session has this key, because keys have 40 characters. */
    private static final SessionKey NOBODY = new SessionKey("-");

    private UnitInspection() {}

    /**
     * Finds the entity, asks its table for a session that does not exist, and tries it out with a row that is rolled back.
     *
     * @param places where each setting is, for messages
     * @throws ConfigurationException if the unit has no such entity or attribute, or one that cannot keep sessions, or leaves
     *     transactions to a container
     * @throws SessionStoreException if the database cannot be reached or lacks the table
     */
    static OpenUnit inspect(EntityManagerFactory factory, JpaOptions options, Settings places) {
        SessionEntity entity = entity(factory, options, places);
        EntityManagers managers = new EntityManagers(factory);
        OpenUnit unit = new OpenUnit(
                entity,
                managers,
                DatabaseProduct.of(managers),
                Abilities.LEAST,
                options.lockTimeout(),
                MissingRights.NONE);
        BoundQuery select = select(unit);
        managers.read(
                "the table of the entity " + entity.name() + " cannot be read",
                manager -> select.list(manager).size());
        return new Trial(unit, places).passed();
    }

    private static BoundQuery select(OpenUnit unit) {
        SessionEntity entity = unit.entity();
        return entity.keepsAll()
                ? new VersionedQueries(entity, unit.conditions()).find(NOBODY)
                : new DocumentQueries(entity, unit.conditions()).find(NOBODY);
    }

    /** The entity alone; some providers connect to the database only here. */
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

    /** EclipseLink 5.0 returns what the file says, whatever it was told since; so it is tried. */
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

    /** What the settings name; in Carnet's own unit, the entity that fits the table. */
    static JpaOptions options(Unit unit, EntityManagers managers, Settings settings) {
        JpaOptions options = EntitySettings.options(settings);
        if (!unit.isReady()) {
            return options;
        }
        ReadyTable table = ReadyTable.look(managers);
        table.requireFit();
        boolean isOriginal = table.isOriginal() && options.entity().equals(JpaOptions.DEFAULTS.entity());
        return isOriginal
                ? new JpaOptions(
                        "OriginalSession", options.id(), options.data(), options.bookkeeping(), options.lockTimeout())
                : options;
    }
}
