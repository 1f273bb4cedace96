package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.SecondDoor;
import dev.carnet.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteDataSource;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;

/**
 * The small engines of these tests against what the originals have stored: read and stored again it is the same, byte for byte but
 * for the order of a hash's keys, which is random in Perl. What is planted has a blank behind it, which goes when it is stored.
 */
@Timeout(120)
class EnginesTest {
    private static final String DBI_ID = "275641995096685711621170429661731047";

    @TempDir
    Path directory;

    private SecondDoor door(String file) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + directory.resolve(file));
        return new SecondDoor(source);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sorted(byte[] bytes) {
        byte[] sorted = bytes.clone();
        Arrays.sort(sorted);
        return sorted;
    }

    /** The text of one row whose only column it is. */
    private static byte[] data(SecondDoor door, String sql, String id) {
        return bytes(door.sql(sql, id).orElseThrow().replaceFirst("\n$", ""));
    }

    private void rows_are_as_they_were(String fixture, String id, String configuration) {
        SecondDoor door = door("sessions.db");
        door.sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");
        door.sql("INSERT INTO sessions VALUES (?, ?)", id, Fixtures.text(fixture) + " ");

        Perl.runFile(
                "rewrite.pl",
                configuration.replace("FILE", directory.resolve("sessions.db").toString()),
                id);

        byte[] after = data(door, "SELECT session_data FROM sessions WHERE id = ?", id);
        assertThat(sorted(after)).isEqualTo(sorted(Fixtures.bytes(fixture)));
    }

    @Test
    void dbi() {
        Perl.assumeModules("libdancer-perl, libdbd-sqlite3-perl", "Dancer", "DBD::SQLite");
        rows_are_as_they_were(
                "dbi-row.json",
                DBI_ID,
                "{\"session\":\"DBI\",\"session_options\":{\"dsn\":\"dbi:SQLite:dbname=FILE\",\"table\":\"sessions\"}}");
    }

    @Test
    void dbic() {
        Perl.assumeModules("libdancer2-perl, libdbix-class-perl", "Dancer2", "DBIx::Class", "DBD::SQLite");
        rows_are_as_they_were(
                "dbic-row.json",
                "dbic-session",
                "{\"schema_class\":\"Rows\",\"dsn\":\"dbi:SQLite:dbname=FILE\",\"id_column\":\"id\"}");
    }

    @Test
    void kiokudb() throws Exception {
        Perl.assumeModules("libdancer-perl, libkiokudb-backend-dbi-perl", "Dancer", "KiokuDB::Backend::DBI");
        Files.write(directory.resolve("kioku.db"), Fixtures.bytes("kiokudb-json.sqlite"));
        SecondDoor door = door("kioku.db");
        String id = "k-json-1";
        String select = "SELECT data FROM entries WHERE id = ?";
        byte[] before = data(door, select, id);
        door.sql("UPDATE entries SET data = data || ' ' WHERE id = ?", id);

        Perl.runFile(
                "rewrite.pl",
                "{\"session\":\"KiokuDB\",\"kiokudb_backend_opts\":{\"dsn\":\"dbi:SQLite:dbname="
                        + directory.resolve("kioku.db") + "\"}}",
                id);

        assertThat(data(door, select, id)).isEqualTo(before);
    }

    @Test
    void redis() throws Exception {
        Perl.assumeModules("libdancer-perl, libredis-perl", "Dancer", "Redis");
        byte[] stored = Fixtures.bytes("redis-storable.bin");
        byte[] key = bytes("r-full-1");
        try (RedisServer server = RedisServer.start(TestServers.directory());
                RedisClient client = RedisClient.builder()
                        .hostAndPort(new HostAndPort("127.0.0.1", server.port()))
                        .build()) {
            client.set(key, Arrays.copyOf(stored, stored.length + 1));

            Perl.runFile(
                    "rewrite.pl",
                    "{\"session\":\"Redis\",\"redis_session\":{\"server\":\"127.0.0.1:" + server.port() + "\"}}",
                    new String(key, StandardCharsets.US_ASCII));

            assertThat(sorted(client.get(key))).isEqualTo(sorted(stored));
        }
    }
}
