package dev.carnet.architecture.moving;

import dev.carnet.config.CarnetConfig;
import dev.carnet.fallback.FallbackSessionStore;
import dev.carnet.fallback.ValueTransfer;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.FreshDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A store in front of a database's table, as the contract sees them. New sessions are in the store; what other applications
 * write is in the table, and moves over when it is asked for.
 */
final class TwoTechnologies implements StorePlace {
    private final CarnetConfig main;
    private final CarnetConfig old;
    private final FreshDatabase table;
    private final Runnable onClose;
    private final SessionStore mainDoor;
    private final SessionStore oldDoor;

    /**
     * @param main the new store's configuration
     * @param table an empty database, for the old store's table
     * @param onClose empties the new store
     */
    TwoTechnologies(String main, FreshDatabase table, Runnable onClose) {
        this.main = CarnetConfig.parse("main", main);
        this.old =
                CarnetConfig.parse("old", "{session: JDBC, engines: {session: {JDBC: {url: '" + table.url() + "'}}}}");
        this.table = table;
        this.onClose = onClose;
        prepare(old);
        prepare(this.main);
        this.mainDoor = this.main.openStore();
        this.oldDoor = old.openStore();
    }

    private static void prepare(CarnetConfig config) {
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
    }

    @Override
    public SessionStore open() {
        SessionStore front = main.openStore();
        SessionStore behind = old.openStore();
        return FallbackSessionStore.moving(
                front, behind, ValueTransfer.between(behind.traits(), front.traits(), "", AllowedTypes.NONE));
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return Stream.of(mainDoor, oldDoor)
                .flatMap(store -> store.find(key).stream())
                .map(found -> key.value() + found.header() + found.attributes())
                .findFirst();
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        try (Connection connection = DriverManager.getConnection(table.url());
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO sessions (id, session_data) VALUES (?, ?)")) {
            insert.setString(1, key.value());
            insert.setString(2, json);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean spoil(SessionKey key) {
        return false;
    }

    @Override
    public Litter litter() {
        return Litter.NONE;
    }

    @Override
    public void close() {
        mainDoor.close();
        oldDoor.close();
        onClose.run();
        table.drop();
    }
}
