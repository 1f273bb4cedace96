package dev.carnet.dancer.kioku;

import dev.carnet.config.CarnetConfig;
import dev.carnet.kiokudb.EntrySerializer;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.StorePlace;
import dev.carnet.testservers.SecondDoor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.sqlite.SQLiteDataSource;

/** KiokuDB's table in a SQLite file, written with one of Perl's other serializers. */
record SerializedPlace(Path file, EntrySerializer serializer) implements StorePlace {
    private static final String SESSION =
            "{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"__carnet\":{\"version\":\"1\",\"accessed\":"
                    + "\"1970-01-01T00:00:00Z\",\"created\":\"1970-01-01T00:00:00Z\",\"expires\":\"1970-01-01T00:00:01Z\","
                    + "\"handle\":\"s.odd\"},\"data\":{},\"id\":\"ID\",\"root\":true}";

    /** With the table. */
    static SerializedPlace create(Path file, EntrySerializer serializer) {
        SerializedPlace place = new SerializedPlace(file, serializer);
        place.open().close();
        return place;
    }

    @Override
    public SessionStore open() {
        CarnetConfig config = CarnetConfig.builder()
                .session("KiokuDB")
                .set("dancer", "share")
                .set("kiokudb_backend", "DBI")
                .set("kiokudb_backend_opts", Map.of("dsn", "jdbc:sqlite:" + file, "serializer", serializer.name()))
                .build();
        return config.provider().open(config.settings(), config.options());
    }

    Optional<String> sql(String sql, Object... parameters) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + file);
        source.getConfig().setBusyTimeout(20_000);
        return new SecondDoor(source).sql(sql, parameters);
    }

    @Override
    public Optional<String> read(SessionKey key) {
        return sql("SELECT id, hex(data), class, root FROM entries WHERE id = ?", key.value());
    }

    private void write(String id, byte[] bytes) {
        sql("DELETE FROM entries WHERE id = ?", id);
        sql("INSERT INTO entries (id, data, class, root) VALUES (?, ?, 'Dancer::Session::KiokuDB', 1)", id, bytes);
    }

    @Override
    public boolean plant(SessionKey key, String json) {
        write(
                key.value(),
                serializer.toBytes("{\"__CLASS__\":\"Dancer::Session::KiokuDB\",\"data\":" + json + ",\"id\":\""
                        + key.value() + "\",\"root\":true}"));
        return true;
    }

    @Override
    public boolean spoil(SessionKey key) {
        write(key.value(), "{a: [".getBytes(StandardCharsets.UTF_8));
        return true;
    }

    @Override
    public Litter litter() {
        write("x".repeat(129), serializer.toBytes(SESSION));
        write("nothing", new byte[0]);
        write("no-entry", "?".getBytes(StandardCharsets.UTF_8));
        write("no-number", serializer.toBytes(SESSION.replace("\"version\":\"1\"", "\"version\":\"one\"")));
        write("no-time", serializer.toBytes(SESSION.replace("1970-01-01T00:00:01Z", "long ago")));
        return new Litter(5, 5);
    }

    @Override
    public void close() {}
}
