package dev.carnet.dancer.share;

import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.StoreTraits;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.SecondDoor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/** The original's table in a SQLite file, with plain SQL as the second door to it. */
record SqlPlace(SQLiteDataSource source) implements StorePlace {
    static SqlPlace create(Path file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        source.getConfig().setBusyTimeout(20_000);
        SqlPlace place = new SqlPlace(source);
        place.sql("PRAGMA journal_mode = WAL");
        place.sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");
        return place;
    }

    @Override
    public SessionStore open() {
        return open(null, InstantSource.system());
    }

    SessionStore open(@Nullable Duration maxIdle, InstantSource clock) {
        return new SharedSessionStore(
                new StoreTraits("DBI", Encoding.JSON_TEXT, false, false, true, true, 1 << 30),
                new SqlRecords(source, new SqlTable("sessions", "id", "session_data"), () -> {}),
                new JsonFormat(true, false),
                maxIdle,
                clock);
    }

    Optional<String> sql(String sql, Object... parameters) {
        return new SecondDoor(source).sql(sql, parameters);
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
    public Litter litter() {
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", "x".repeat(129), "{}");
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", "damaged", "{\"__carnet\":{\"version\":\"x\"}}");
        sql("INSERT INTO sessions (id, session_data) VALUES (?, ?)", "no-json", "?");
        return new Litter(3, 3);
    }

    @Override
    public void close() {}
}
