package dev.carnet.jdbc;

import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.SecondDoor;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * A table {@code sessions} as the contract sees it, with plain SQL as its second door.
 *
 * @param door connections past the store
 * @param opening opens another store on the table
 * @param onClose removes the storage
 */
record TablePlace(DataSource door, Supplier<SessionStore> opening, Runnable onClose) implements StorePlace {
    @Override
    public SessionStore open() {
        return opening.get();
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return sql("SELECT * FROM sessions WHERE id = ?", key.value());
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", key.value(), json);
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        sql("UPDATE sessions SET session_data = '{\"a\":1' WHERE id = ?", key.value());
        return true;
    }

    @Override
    public void close() {
        onClose.run();
    }

    private Optional<String> sql(String sql, Object... parameters) {
        return new SecondDoor(door).sql(sql, parameters);
    }
}
