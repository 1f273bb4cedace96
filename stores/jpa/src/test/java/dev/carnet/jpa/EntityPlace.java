package dev.carnet.jpa;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.document.StoredHeader;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.SecondDoor;
import jakarta.persistence.EntityManagerFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An entity's table as the contract sees it, with two persistence units open on it as two processes would have, and plain SQL
 * as its second door. The units stay open from test to test; each test begins with an empty table.
 */
final class EntityPlace implements StorePlace {
    private final Combination combination;
    private final FreshDatabase database;
    private final List<HikariDataSource> pools = new ArrayList<>();
    private final List<EntityManagerFactory> units = new ArrayList<>();
    private final List<OpenUnit> looked = new ArrayList<>();
    private int opened;
    private boolean refuses;

    EntityPlace(Combination combination, Path directory) {
        this.combination = combination;
        database = combination.kind().fresh(directory);
        combination.ddl().forEach(database::sql);
        for (int i = 0; i < 2; i++) {
            pools.add(Provider.pool(database.url()));
            units.add(combination
                    .provider()
                    .open(pools.get(i), combination.entity().type()));
            looked.add(UnitInspection.inspect(
                    units.get(i),
                    combination.entity().options(),
                    Settings.builder(String::valueOf).build()));
        }
    }

    FreshDatabase database() {
        return database;
    }

    EntityManagerFactory unit() {
        return units.get(0);
    }

    @Override
    public SessionStore open() {
        return JpaSessionStore.open(looked.get(opened++ % 2), () -> {});
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return sql(
                "SELECT e.*, " + readData() + " FROM " + combination.entity().table() + " e WHERE "
                        + combination.entity().id() + " = ?",
                key.value());
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        plant(key.value(), json);
        return true;
    }

    private void plant(String id, String json) {
        sql(
                "INSERT INTO " + combination.entity().table() + " ("
                        + combination.entity().id() + ", "
                        + combination.entity().data() + combination.entity().requiredColumns() + ") VALUES (?, "
                        + writeData()
                        + combination.entity().requiredValues() + ")",
                id,
                data(json));
    }

    @Override
    public Litter litter() {
        SessionKind kind = combination.entity();
        new SecondDoor(pools.get(0)).widen(kind.table(), kind.id());
        String longest = "x".repeat(128);
        plant(longest + "1", "{}");
        if (kind.equals(SessionKind.READY)) {
            plant(longest + "2", "{}");
            sql(
                    "UPDATE sessions SET handle = 's.odd', version = 1, expires_at = 1 WHERE sessions_id = ?",
                    longest + "2");
            return new Litter(2, 1);
        }
        if (kind.equals(SessionKind.BYTES)) {
            return new Litter(1, 0);
        }
        plant("damaged", "{\"__carnet\":{\"version\":\"x\"}}");
        return new Litter(2, 2);
    }

    @Override
    public boolean spoil(SessionKey key) {
        sql(
                "UPDATE " + combination.entity().table() + " SET "
                        + combination.entity().data() + " = " + writeData() + " WHERE "
                        + combination.entity().id() + " = ?",
                data("{\"a\":1"),
                key.value());
        return true;
    }

    private boolean isElsewhere() {
        return combination.entity().equals(SessionKind.VISIT)
                && combination.kind().keepsLobsElsewhere(combination.provider());
    }

    private String readData() {
        return isElsewhere()
                ? "lo_get(" + combination.entity().data() + ")"
                : combination.entity().data();
    }

    private String writeData() {
        return isElsewhere() ? "lo_from_bytea(0, ?)" : "?";
    }

    private Object data(String json) {
        return isElsewhere() || combination.entity().equals(SessionKind.BYTES)
                ? json.getBytes(StandardCharsets.UTF_8)
                : json;
    }

    @Override
    public boolean claimsSweeps() {
        return true;
    }

    @Override
    public boolean refuseClaims() {
        new SecondDoor(pools.get(0))
                .refuse(combination.entity().table(), combination.entity().id(), StoredHeader.LEASE);
        refuses = true;
        return true;
    }

    /** Empties the table for the next test. */
    @Override
    public void close() {
        if (refuses) {
            new SecondDoor(pools.get(0)).allow(combination.entity().table());
            refuses = false;
        }
        database.sql("DELETE FROM " + combination.entity().table());
    }

    /** Removes the storage. */
    void drop() {
        units.forEach(EntityManagerFactory::close);
        pools.forEach(HikariDataSource::close);
        database.drop();
    }

    private Optional<String> sql(String sql, Object... parameters) {
        return new SecondDoor(pools.get(0)).sql(sql, parameters);
    }
}
