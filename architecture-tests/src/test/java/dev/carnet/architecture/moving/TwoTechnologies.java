package dev.carnet.architecture.moving;

import dev.carnet.config.CarnetConfig;
import dev.carnet.fallback.FallbackSessionStore;
import dev.carnet.fallback.ValueTransfer;
import dev.carnet.options.AllowedTypes;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testkit.StorePair;
import dev.carnet.testservers.FreshDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A new store with a database's table as fallback. Other applications write to the table. */
class TwoTechnologies extends StorePair {
    private final CarnetConfig main;
    private final CarnetConfig old;
    private final FreshDatabase table;

    /**
     * @param main the new store's configuration
     * @param table an empty database, for the old store's table
     */
    TwoTechnologies(String main, FreshDatabase table) {
        this(
                CarnetConfig.parse("main", main),
                CarnetConfig.parse("old", "{session: JDBC, engines: {session: {JDBC: {url: '" + table.url() + "'}}}}"),
                table);
    }

    private TwoTechnologies(CarnetConfig main, CarnetConfig old, FreshDatabase table) {
        super(prepared(main), prepared(old));
        this.main = main;
        this.old = old;
        this.table = table;
    }

    private static SessionStore prepared(CarnetConfig config) {
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        return config.openStore();
    }

    @Override
    public SessionStore open() {
        return movingTo(main);
    }

    /** Sessions of the table move to another way into the new store. */
    final SessionStore movingTo(CarnetConfig config) {
        SessionStore front = config.openStore();
        SessionStore behind = old.openStore();
        return FallbackSessionStore.moving(
                front,
                behind,
                ValueTransfer.between(behind.traits(), front.traits(), "", AllowedTypes.NONE),
                ValueTransfer.between(front.traits(), behind.traits(), "", AllowedTypes.NONE));
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
    public void close() {
        super.close();
        table.drop();
    }
}
