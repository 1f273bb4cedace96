package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Dancer application's {@code session_options} as they stand, against real servers. */
class PerlDatabasesTest {
    private static final String ANY_NAME = "Web Sessions; DROP TABLE users --";

    private static CarnetConfig config(String dsn, String user, String table) {
        return CarnetConfig.builder()
                .session("DBI")
                .set("dancer", "new")
                .set("dsn", dsn)
                .set("user", user)
                .set("password", "")
                .set("table", table)
                .build();
    }

    private static void keepsSessions(CarnetConfig config) {
        config.setup().apply();
        assertThat(config.setup().plan()).isEmpty();
        assertThat(config.setup().check()).extracting(Finding::level).doesNotContain(Level.ERROR);
        try (SessionEngine engine = config.open()) {
            Session session = engine.create();
            session.put("user", "ada");
            engine.flush(session);
            assertThat(engine.retrieve(session.id()).orElseThrow().get("user")).isEqualTo("ada");
        }
    }

    static Stream<String> mariaDbs() {
        String port = ";host=127.0.0.1;port=" + TestServers.mariaDb().port();
        String socket = TestServers.mariaDb().socket().toString();
        return Stream.of(
                "DBI:mysql:database=%s" + port,
                "DBI:MariaDB:database=%s" + port,
                "dbi:mysql:database=%s;mysql_socket=" + socket,
                "dbi:MariaDB:dbname=%s;host=localhost;mariadb_socket=" + socket);
    }

    @ParameterizedTest
    @MethodSource("mariaDbs")
    void mysql_and_mariadb(String dsn) {
        FreshDatabase database = FreshDatabase.mariaDb();
        String name = database.sql("SELECT DATABASE()").get(0);

        for (String table : List.of("sessions", ANY_NAME, name + ".qualified")) {
            keepsSessions(config(dsn.formatted(name), "root", table));
        }
        database.drop();
    }

    static Stream<String> postgreses() {
        String port = ";port=" + TestServers.postgres().port();
        return Stream.of(
                "dbi:Pg:dbname=postgres;host=127.0.0.1" + port,
                "dbi:Pg:dbname=postgres;host=127.0.0.1;sslmode=prefer;application_name=my shop" + port,
                "dbi:Pg:dbname=postgres;host=" + TestServers.postgres().sockets() + port);
    }

    @ParameterizedTest
    @MethodSource("postgreses")
    void postgresql_with_a_table_in_a_schema(String dsn) {
        FreshDatabase database = FreshDatabase.postgres();
        String schema = database.sql("SELECT current_schema()").get(0);

        for (String table : List.of("sessions", '"' + ANY_NAME + '"')) {
            keepsSessions(config(dsn, "postgres", schema + '.' + table));
        }
        database.drop();
    }

    @Test
    void sqlite(@TempDir Path directory) {
        keepsSessions(config("dbi:SQLite:dbname=" + directory.resolve("my web.db"), "", "sessions"));
    }

    @Test
    void user_and_password_may_stand_in_the_dsn() {
        CarnetConfig config = CarnetConfig.parse("config.yml", """
                session: DBI
                session_options: {dsn: 'dbi:Pg:dbname=web;host=db;user=web;password=hunter2'}
                dancer: new
                """);

        assertThat(config.settings().get(dev.carnet.jdbc.DbiProvider.USER)).isEqualTo("web");
        assertThat(config.settings().get(dev.carnet.jdbc.DbiProvider.PASSWORD)).isEqualTo("hunter2");
        assertThat(config.settings().get(dev.carnet.jdbc.DbiProvider.DSN)).isEqualTo("jdbc:postgresql://db/web");
    }
}
