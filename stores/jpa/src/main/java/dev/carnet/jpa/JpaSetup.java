package dev.carnet.jpa;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.database.DatabaseProduct;
import dev.carnet.jpa.database.EntityManagers;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.unit.Unit;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inspects a persistence unit and its database, and creates the table of Carnet's own entity, but never an
 * application's table.
 */
final class JpaSetup implements StoreSetup {
    private final Settings settings;
    private final Unit unit;
    private final EntityManagers managers;

    /** Opens the unit. */
    JpaSetup(Settings settings) {
        this.settings = settings;
        unit = Unit.open(settings);
        managers = new EntityManagers(unit.factory());
    }

    @Override
    public List<Finding> check() {
        List<Finding> findings = new ArrayList<>();
        if (unit.isReady()) {
            DatabaseProduct database = DatabaseProduct.of(managers);
            findings.add(new Finding(Level.OK, "database", database.toString()));
            ReadyTable table = ReadyTable.look(managers);
            boolean isWell = table.isMissing() || table.isFit();
            findings.add(new Finding(isWell ? Level.OK : Level.ERROR, "schema", table.toString()));
            if (!table.isFit()) {
                return findings;
            }
        }
        findings.addAll(entity());
        return findings;
    }

    private List<Finding> entity() {
        List<Finding> findings = new ArrayList<>();
        JpaOptions options = UnitInspection.options(unit, managers, settings);
        SessionEntity entity = UnitInspection.entity(unit.factory(), options, settings);
        DatabaseProduct database = DatabaseProduct.of(managers);
        if (!unit.isReady()) {
            findings.add(new Finding(Level.OK, "database", database.toString()));
        }
        findings.add(new Finding(Level.OK, "entity", entity.toString()));
        findings.addAll(trial(options));
        if (database.keepsStatements()) {
            findings.add(new Finding(
                    Level.WARNING,
                    "statements",
                    "the server keeps them, because of the URL. Behind a pooler that shares its server"
                            + " connections, one statement can run instead of another, and sessions are"
                            + " lost; remove prepareThreshold or useServerPrepStmts from the URL"));
        }
        if (database.cutsOff()) {
            findings.add(new Finding(
                    Level.WARNING,
                    "sql_mode",
                    "it is lax: values that are too long for their column are truncated silently. Add"
                            + " STRICT_TRANS_TABLES"));
        }
        return findings;
    }

    /** What a session would meet: one is kept for a trial and rolled back. */
    private List<Finding> trial(JpaOptions options) {
        OpenUnit inspected;
        try {
            inspected = UnitInspection.inspect(unit.factory(), options, settings);
        } catch (ConfigurationException e) {
            return List.of(new Finding(Level.ERROR, "mapping", String.valueOf(e.getMessage())));
        } catch (SessionStoreException e) {
            return List.of(new Finding(Level.ERROR, "schema", String.valueOf(e.getMessage())));
        }
        List<Finding> findings = new ArrayList<>();
        MissingRights missing = inspected.missing();
        if (missing.isNone()) {
            findings.add(new Finding(
                    Level.OK,
                    "mapping",
                    "a trial session was stored, changed, renamed and ended, and rolled back; "
                            + inspected.abilities()));
        }
        EntityWarnings.of(inspected).stream()
                .filter(each ->
                        !each.equals(missing.sentences(inspected.entity().name())))
                .forEach(each -> findings.add(new Finding(Level.WARNING, "mapping", each)));
        findings.add(
                missing.isNone()
                        ? new Finding(Level.OK, "rights", "the user may read and write")
                        : new Finding(
                                Level.ERROR,
                                "rights",
                                missing.sentences(inspected.entity().name())));
        return findings;
    }

    @Override
    public List<String> plan() {
        if (!unit.isReady()) {
            return List.of();
        }
        ReadyTable table = ReadyTable.look(managers);
        if (table.isMissing()) {
            return ReadyTable.statements(DatabaseProduct.of(managers).product());
        }
        table.requireFit();
        return List.of();
    }

    @Override
    public void apply() {
        List<String> statements = plan();
        try {
            managers.write(
                    "the table cannot be created",
                    manager -> DatabaseProduct.on(manager, connection -> {
                        for (String each : statements) {
                            try (Statement statement = connection.createStatement()) {
                                statement.execute(each);
                            }
                        }
                        return statements;
                    }));
        } catch (SessionException e) {
            // Two processes may set up one database at a time: what the other has made meanwhile is no failure.
            if (!ReadyTable.look(managers).isFit()) {
                throw e;
            }
        }
    }

    /** Without a second unit: a provider may create or drop tables whenever one is opened or closed. */
    @Override
    public Optional<SessionStore> openToLook() {
        JpaOptions options = UnitInspection.options(unit, managers, settings);
        return Optional.of(JpaSessionStore.open(UnitInspection.inspect(unit.factory(), options, settings), () -> {}));
    }

    @Override
    public void close() {
        unit.close();
    }
}
