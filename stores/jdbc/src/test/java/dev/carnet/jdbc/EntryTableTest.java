package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.jdbc.EntryTable.Row;
import dev.carnet.spi.document.IndexedHeader;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.FreshDatabase;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the contract of the engine on this table does not see: tables that Perl made, and places that are not as they should be. */
class EntryTableTest {
    /** As {@code SQL::Translator} has them. */
    private static final List<String> PERLS_ON_MARIADB = List.of(
            "CREATE TABLE entries (id varchar(255) NOT NULL, data longblob NOT NULL, class varchar(255) NULL,"
                    + " root enum('0','1') NOT NULL, tied char(1) NULL, PRIMARY KEY (id)) ENGINE=InnoDB"
                    + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci",
            "CREATE TABLE gin_index (id varchar(255) NOT NULL, value varchar(255) NOT NULL, INDEX (id), INDEX (value),"
                    + " CONSTRAINT fk FOREIGN KEY (id) REFERENCES entries (id)) ENGINE=InnoDB"
                    + " CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci");

    private static final List<String> PERLS_ON_POSTGRESQL = List.of(
            "CREATE TABLE entries (id character varying NOT NULL, data bytea NOT NULL, class character varying,"
                    + " root boolean NOT NULL, tied character(1), PRIMARY KEY (id))",
            "CREATE TABLE gin_index (id character varying NOT NULL, value character varying NOT NULL)",
            "ALTER TABLE gin_index ADD CONSTRAINT fk FOREIGN KEY (id) REFERENCES entries (id) DEFERRABLE");

    @TempDir
    private Path directory;

    private static Row row(String id, String json) {
        return new Row(id, json, null, true, null);
    }

    private Settings sqlite(String file) {
        return Settings.builder(Object::toString)
                .set(DbiProvider.DSN, "jdbc:sqlite:" + directory.resolve(file))
                .build();
    }

    @Test
    void tables_that_perl_made_on_mariadb_are_used_as_they_are() {
        tablesThatPerlMade(TestDatabase.mariaDb(), PERLS_ON_MARIADB);
    }

    @Test
    void tables_that_perl_made_on_postgresql_are_used_as_they_are() {
        tablesThatPerlMade(TestDatabase.postgres(), PERLS_ON_POSTGRESQL);
    }

    private static void tablesThatPerlMade(TestDatabase database, List<String> ddl) {
        ddl.forEach(database::sql);
        try (EntryTable table = EntryTable.open(database.settings().build(), true)) {
            assertThat(table.isIndexed()).isFalse();
            assertThat(table.insert(row("a", "{\"é\":1}"))).isTrue();
            assertThat(table.insert(row("a", "{}"))).isFalse();
            assertThat(table.insert(new Row("b", "{}", "My::Point", false, null)))
                    .isTrue();
            database.sql("INSERT INTO gin_index (id, value) VALUES ('a', 'v'), ('b', 'v')");

            assertThat(table.get(Set.of("a", "A", "a ", "x"))).containsExactly(row("a", "{\"é\":1}"));
            assertThat(table.scan(true, "", 10)).containsExactly(row("a", "{\"é\":1}"));
            assertThat(table.scan(false, "", 10)).containsExactly(new Row("b", "{}", "My::Point", false, null));
            assertThat(table.replace("{}", row("a", "{\"a\":2}"))).isFalse();
            assertThat(table.replace("{\"é\":1}", row("a", "{\"a\":2}"))).isTrue();
            assertThat(table.delete("A", "{\"a\":2}")).isFalse();
            assertThat(table.delete("a", "{\"a\":1}")).isFalse();
            assertThat(table.delete("a", "{\"a\":2}")).isTrue();
            table.deleteAll(List.of("b", "x"));
            onlyWhatIsUnchangedIsDeleted(table, database);

            assertThat(table.scan(null, "", 10)).isEmpty();
            table.insert(row("perls", "{}"));
            isCompletedByInit(database);
        } finally {
            database.drop();
        }
    }

    private static void onlyWhatIsUnchangedIsDeleted(EntryTable table, TestDatabase database) {
        table.insertAll(List.of(row("c", "{}"), row("d", "{}"), row("e", "{}")));
        database.sql("INSERT INTO gin_index (id, value) VALUES ('c', 'v'), ('d', 'v')");
        table.replace("{}", row("d", "{\"d\":1}"));

        assertThat(table.deleteUnchanged(List.of(row("x", "{}"), row("e", "{}"), row("d", "{}"), row("c", "{}"))))
                .containsExactlyInAnyOrder("c", "e");

        assertThat(database.sql("SELECT id FROM gin_index")).containsExactly("d");
        table.deleteAll(List.of("d"));
    }

    private static void isCompletedByInit(TestDatabase database) {
        Settings settings = database.settings().build();
        StoreSetup setup = EntryTable.setup(settings, true);
        assertThat(setup.plan()).hasSize(6).first().isEqualTo("ALTER TABLE entries ADD COLUMN carnet_user VARCHAR(22)");
        assertThat(setup.check())
                .anySatisfy(each -> assertThat(each.text())
                        .contains("lacks columns or indexes for sessions", "stop every server", "run `carnet init`"))
                .extracting(Finding::level)
                .contains(Level.WARNING)
                .doesNotContain(Level.ERROR);
        database.sql("ALTER TABLE entries ADD COLUMN carnet_user VARCHAR(22)"); // somebody was interrupted

        setup.apply();

        assertThat(setup.plan()).isEmpty();
        assertThat(setup.check()).extracting(Finding::level).containsOnly(Level.OK);
        try (EntryTable table = EntryTable.open(settings, false)) {
            assertThat(table.isIndexed()).isTrue();
            assertThat(table.unindexed("", 10)).containsExactly(row("perls", "{}"));
        }
    }

    /** H2 has names that are not quoted in capitals. */
    @Test
    void init_finds_what_it_made_where_names_are_in_capitals() {
        Settings settings = Settings.builder(Object::toString)
                .set(DbiProvider.DSN, "jdbc:h2:file:" + directory.resolve("capitals"))
                .build();
        StoreSetup setup = EntryTable.setup(settings, true);
        setup.apply();
        setup.apply();

        assertThat(setup.plan()).isEmpty();
        assertThat(setup.check()).extracting(Finding::level).containsOnly(Level.OK);
        try (EntryTable table = EntryTable.open(settings, false)) {
            assertThat(table.isIndexed()).isTrue();
        }
    }

    @Test
    void columns_without_their_indexes_are_written_and_not_searched() {
        try (EntryTable table = EntryTable.open(sqlite("web.db"), true)) {
            assertThat(table.isIndexed()).isTrue();
        }
        SqlitePlace place = new SqlitePlace(directory.resolve("web.db"));
        place.sql("DROP INDEX entries_carnet_user");

        try (EntryTable table = EntryTable.open(sqlite("web.db"), true)) {
            assertThat(table.isIndexed()).isFalse();
            Row row = session(1, "ada", 1000);
            table.insert(row);
            assertThat(table.get(List.of("id1"))).containsExactly(row);
        }
    }

    private static Row session(int number, @Nullable String user, long expiresAt) {
        String id = "id" + number;
        return new Row(id, "{\"n\":1}", null, true, new IndexedHeader(user, "s." + number, expiresAt));
    }

    @Test
    void entries_are_found_by_index_on_every_database() {
        String sqlite = "jdbc:sqlite:" + directory.resolve("indexed.db");
        for (TestDatabase each : List.of(
                new TestDatabase(new FreshDatabase(sqlite, sqlite, "SELECT 1")),
                TestDatabase.h2(directory),
                TestDatabase.mariaDb(),
                TestDatabase.postgres())) {
            try (EntryTable table = EntryTable.open(each.settings().build(), true)) {
                entriesAreFoundByIndex(table);
            } finally {
                each.drop();
            }
        }
    }

    private static void entriesAreFoundByIndex(EntryTable table) {
        Row first = session(1, "ada", 1000);
        Row second = session(2, "ada", 2000);
        Row third = session(3, "bob", 1000);
        Row fourth = session(4, null, 1000);
        Row perls = row("id5", "{}");
        Row part = new Row("id6", "{}", null, false, IndexedHeader.NO_SESSION);
        assertThat(table.insertAll(List.of(fourth, part, third, second, perls, first)))
                .isEqualTo(6);

        assertThat(table.ofUser("ada", "", 10)).containsExactly(first, second);
        assertThat(table.ofUser("ada", "id1", 10)).containsExactly(second);
        assertThat(table.ofUser("ada", "", 1)).containsExactly(first);
        assertThat(table.ofUser("nobody", "", 10)).isEmpty();
        assertThat(table.ofHandle("s.3", "", 10)).containsExactly(third);
        assertThat(table.expiring(1999, Long.MIN_VALUE, "", 10)).containsExactly(first, third, fourth);
        assertThat(table.expiring(1999, 1000, "id1", 1)).containsExactly(third);
        assertThat(table.expiring(2000, 1000, "id4", 10)).containsExactly(second);
        assertThat(table.unindexed("", 10)).containsExactly(perls);
        assertThat(table.unindexed("id5", 10)).isEmpty();

        Row renewed = new Row("id1", "{\"n\":2}", null, true, new IndexedHeader("bob", "s.1", 5000));
        assertThat(table.replace("{\"n\":1}", renewed)).isTrue();
        assertThat(table.ofUser("bob", "", 10)).containsExactly(renewed, third);
        assertThat(table.get(List.of("id1", "id5"))).containsExactlyInAnyOrder(renewed, perls);
        assertThat(table.expiring(4999, Long.MIN_VALUE, "", 10)).containsExactly(third, fourth, second);
    }

    @Test
    void many_entries_are_read_and_listed_in_pages() {
        try (EntryTable table = EntryTable.open(sqlite("web.db"), true)) {
            List<Row> rows = IntStream.range(0, 1200)
                    .mapToObj(i -> row(String.format("id%04d", i), "{\"n\":" + i + "}"))
                    .toList();

            assertThat(table.insertAll(rows)).isEqualTo(1200);
            assertThat(table.insertAll(rows.subList(0, 3))).isZero();

            assertThat(table.get(rows.stream().map(Row::id).toList())).containsExactlyInAnyOrderElementsOf(rows);
            assertThat(table.scan(true, "id0009", 3)).isEqualTo(rows.subList(10, 13));
        }
    }

    @Test
    void what_is_missing_is_created_or_an_error() {
        assertThatThrownBy(() -> EntryTable.open(sqlite("web.db"), false))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("there is no database")
                .hasMessageContaining("run `carnet init`");
        assertThat(directory.resolve("web.db")).doesNotExist();
        assertThat(EntryTable.setup(sqlite("web.db"), true).check())
                .extracting(Finding::text)
                .anyMatch(each -> each.endsWith("does not exist yet; it is created when the application starts"))
                .anyMatch(each -> each.equals("these tables of KiokuDB are missing: entries, no gin_index yet; it"
                        + " is created when the application starts"));
        assertThat(directory.resolve("web.db")).doesNotExist();

        EntryTable.open(sqlite("web.db"), true).close();

        EntryTable.open(sqlite("web.db"), false).close();
        assertThat(EntryTable.setup(sqlite("web.db"), true).check())
                .extracting(Finding::text)
                .contains("the tables 'entries' and 'gin_index' exist");
    }

    @Test
    void a_database_without_the_tables_is_an_error_if_none_are_to_be_created() {
        new SqlitePlace(directory.resolve("other.db")).sql("CREATE TABLE other (id INTEGER)");

        assertThatThrownBy(() -> EntryTable.open(sqlite("other.db"), false))
                .isInstanceOf(SessionStoreException.class)
                .hasMessage("JDBC: these tables of KiokuDB are missing: entries, no gin_index yet; run `carnet init`");
    }

    @Test
    void another_table_of_the_name_is_left_alone() {
        SqlitePlace place = new SqlitePlace(directory.resolve("blog.db"));
        place.sql("CREATE TABLE entries (id INTEGER, title TEXT)");

        assertThatThrownBy(() -> EntryTable.open(sqlite("blog.db"), true))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("lacks the columns data, class, root and so is not a table of KiokuDB");

        assertThat(place.sql("SELECT name FROM sqlite_master WHERE type = 'table'"))
                .containsExactly("entries");
    }

    @Test
    void a_database_in_memory_has_its_tables_at_once() {
        Settings memory = Settings.builder(Object::toString)
                .set(DbiProvider.DSN, "jdbc:sqlite::memory:")
                .build();
        try (EntryTable table = EntryTable.open(memory, true)) {
            assertThat(table.insert(row("a", "{}"))).isTrue();
            assertThat(table.isDurable()).isFalse();
        }
    }

    @Test
    void a_missing_dsn_is_a_fault_of_the_configuration() {
        assertThatThrownBy(() ->
                        EntryTable.check(Settings.builder(Object::toString).build()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("dsn: it is missing");
    }
}
