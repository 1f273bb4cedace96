package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A Dancer application and a Java application, one configuration with one line more, one login. */
@Timeout(300)
class SideBySideTest {
    private static final boolean FULL = Boolean.getBoolean("carnet.test.full");

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("sessions.db");
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    @Test
    void dbi_of_dancer_1() throws Exception {
        sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");
        String dsn = "dbi:SQLite:dbname=" + file();
        one_login(
                PerlPage.dancer1(
                        "{\"session\":\"DBI\",\"session_options\":{\"dsn\":\"" + dsn + "\",\"table\":\"sessions\"}}"),
                "session: \"DBI\"\nsession_options:\n    dsn: \"" + dsn + "\"\n    table: \"sessions\"\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"JSON", "YAML"})
    void dbic_of_dancer_2(String serializer) throws Exception {
        sql("CREATE TABLE my_sessions (my_session_id CHAR(40) PRIMARY KEY, my_session_data TEXT)");
        String dsn = "dbi:SQLite:dbname=" + file();
        one_login(
                PerlPage.dancer2("{\"dsn\":\"" + dsn
                        + "\",\"schema_class\":\"Interchange6::Schema\",\"resultset\":\"MySession\",\"id_column\":\"my_session_id\","
                        + "\"data_column\":\"my_session_data\",\"serializer\":\"" + serializer + "\"}"),
                """
                session: "DBIC"
                engines:
                  session:
                    DBIC:
                      dsn:          "%s"
                      schema_class: "Interchange6::Schema"
                      resultset:    "MySession"
                      id_column:    "my_session_id"
                      data_column:  "my_session_data"
                      serializer:   "%s"
                """.formatted(dsn, serializer));
    }

    @Test
    void redis_of_dancer_1() throws Exception {
        try (RedisServer server = RedisServer.start(TestServers.directory())) {
            String at = "127.0.0.1:" + server.port();
            one_login(
                    PerlPage.dancer1("{\"session\":\"Redis\",\"redis_session\":{\"server\":\"" + at
                            + "\",\"database\":1,\"expire\":3600}}"),
                    "session: 'Redis'\nredis_session:\n    server: '" + at
                            + "'\n    database: 1\n    expire: 3600\n    debug: 0\n");
        }
    }

    /** Perl has no booleans of its own; of its serializers only JSON has. */
    @ParameterizedTest
    @CsvSource({"json,true", "storable,1", "yaml,1"})
    void kiokudb_of_dancer_1(String serializer, String truth) {
        assumeTrue(FULL || serializer.equals("json"), "takes ten seconds; -Pfull");
        Perl.assumeModules(
                "libkiokudb-perl, libkiokudb-backend-dbi-perl, libsql-translator-perl, libyaml-libyaml-perl",
                "KiokuDB",
                "KiokuDB::Backend::DBI",
                "SQL::Translator",
                "YAML::XS");
        String dsn = "dbi:SQLite:dbname=" + file();
        PerlPage perl = PerlPage.dancer1("{\"session\":\"KiokuDB\",\"kiokudb_backend_opts\":{\"dsn\":\"" + dsn
                + "\",\"serializer\":\"" + serializer + "\"}}");
        perl.get("/login/nobody", "");
        one_login(
                perl,
                "session:         'KiokuDB'\nkiokudb_backend: 'DBI'\nkiokudb_backend_opts:\n    dsn: '" + dsn
                        + "'\n    serializer: " + serializer + "\n",
                truth);
    }

    @Test
    void yaml_of_dancer_1() {
        one_login(
                PerlPage.dancer1("{\"session\":\"YAML\",\"session_dir\":\"" + directory + "\"}"),
                "session: YAML\nsession_dir: " + directory + "\n");
    }

    @Test
    void yaml_of_dancer_2() {
        one_login(
                PerlPage.dancer2("{\"engine\":\"YAML\",\"session_dir\":\"" + directory + "\"}"),
                "session: YAML\nengines: {session: {YAML: {session_dir: '" + directory + "'}}}\n");
    }

    @Test
    void taken_over_files_move_to_the_new_store() {
        PerlPage perl = PerlPage.dancer1("{\"session\":\"YAML\",\"session_dir\":\"" + directory + "\"}");
        CarnetConfig config =
                CarnetConfig.parse("carnet.yml", """
                session: JDBC
                engines: {session: {JDBC: {url: 'jdbc:sqlite:%s'}}}
                dancer: take-over
                fallback:
                  session: YAML
                  session_dir: %s
                """.formatted(directory.resolve("new.db"), directory), name -> null);
        String id = perl.get("/login/bob", "").cookie().orElseThrow();
        assertThat(directory.resolve(id + ".yml")).exists();

        try (SessionEngine engine = config.open()) {
            engine.update(SessionId.of(id), session -> session.put("java", true));
            assertThat(directory.resolve(id + ".yml")).doesNotExist();
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("user"))
                    .isEqualTo("bob");
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("java"))
                    .isEqualTo(true);
        }
    }

    @Test
    void taken_over_sessions_move_to_the_new_store() throws Exception {
        sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");
        String dsn = "dbi:SQLite:dbname=" + file();
        PerlPage perl = PerlPage.dancer1(
                "{\"session\":\"DBI\",\"session_options\":{\"dsn\":\"" + dsn + "\",\"table\":\"sessions\"}}");
        CarnetConfig config =
                CarnetConfig.parse("carnet.yml", """
                session: JDBC
                engines: {session: {JDBC: {url: 'jdbc:sqlite:%s'}}}
                dancer: take-over
                fallback:
                  session: DBI
                  session_options: {dsn: '%s', table: sessions}
                """.formatted(directory.resolve("new.db"), dsn), name -> null);
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        String id = perl.get("/login/bob", "").cookie().orElseThrow();

        try (SessionEngine engine = config.open()) {
            assertThat(config.cookie().name()).isEqualTo("dancer.session");
            engine.update(SessionId.of(id), session -> session.put("java", true));

            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("user"))
                    .isEqualTo("bob");
            assertThat(perl.get("/who", id).text()).isEqualTo("200 nobody");

            Session session = engine.retrieve(SessionId.of(id)).orElseThrow();
            engine.changeId(session);
            assertThat(session.id().value()).hasSize(40).isNotEqualTo(id);
            assertThat(engine.retrieve(SessionId.of(id))).isEmpty();
            assertThat(engine.retrieve(session.id()).orElseThrow().get("user")).isEqualTo("bob");
        }
    }

    @Test
    void taken_over_sessions_come_back() throws Exception {
        sql("CREATE TABLE sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)");
        String dsn = "dbi:SQLite:dbname=" + file();
        PerlPage perl = PerlPage.dancer1(
                "{\"session\":\"DBI\",\"session_options\":{\"dsn\":\"" + dsn + "\",\"table\":\"sessions\"}}");
        String java =
                "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("new.db") + "'}}}";
        String dancer = "session: DBI\nsession_options: {dsn: '" + dsn + "', table: sessions}";
        CarnetConfig there = CarnetConfig.parse(
                "carnet.yml", java + "\ndancer: take-over\nfallback:\n" + dancer.indent(2), name -> null);
        CarnetConfig back = CarnetConfig.parse(
                "config.yml", dancer + "\ndancer: share\nfallback:\n" + java.indent(2), name -> null);
        try (StoreSetup setup = there.setup()) {
            setup.apply();
        }
        String id = perl.get("/login/bob", "").cookie().orElseThrow();
        SessionId begun;
        try (SessionEngine engine = there.open()) {
            engine.update(SessionId.of(id), session -> session.put("java", true));
            begun = engine.create().id();
            engine.update(begun, session -> session.put("user", "ann"));
        }
        assertThat(perl.get("/who", id).text()).isEqualTo("200 nobody");

        try (SessionEngine engine = back.open()) {
            assertThat(engine.retrieve(SessionId.of(id)).orElseThrow().get("java"))
                    .isEqualTo(true);
            assertThat(engine.retrieve(begun).orElseThrow().get("user")).isEqualTo("ann");
        }
        assertThat(perl.get("/who", id).text()).isEqualTo("200 bob");
        assertThat(perl.get("/who", begun.value()).text()).isEqualTo("200 ann");
    }

    private static void one_login(PerlPage perl, String configuration) {
        one_login(perl, configuration, "true");
    }

    /** @param truth as what a boolean comes back that Perl has stored again */
    private static void one_login(PerlPage perl, String configuration, String truth) {
        CarnetConfig config = CarnetConfig.parse("config.yml", configuration + "dancer: share\n", name -> null);
        assertThat(config.cookie().name()).isEqualTo("dancer.session");

        try (SessionEngine engine = config.open()) {
            perl_logs_in_and_java_goes_on(perl, engine, truth);
            java_logs_in_and_perl_goes_on(perl, engine);
        }
        try (DemoPage demo = DemoPage.start(config)) {
            a_browser_stays_logged_in(perl, demo);
        }
    }

    /** Whichever of the two it asks, with whatever id it was given. */
    private static void a_browser_stays_logged_in(PerlPage perl, DemoPage demo) {
        String ofPerl = perl.get("/login/bob", "").cookie().orElseThrow();
        assertThat(demo.get("/session", ofPerl).body()).contains("bob");
        assertThat(demo.post("/count", ofPerl, "").status()).isEqualTo(303);
        assertThat(perl.get("/count", ofPerl).text()).isEqualTo("200 2");
        DemoPage.Answer login = demo.post("/login", ofPerl, "user=ann");
        String ofJava = login.cookie().orElseThrow();
        assertThat(ofJava).isNotEqualTo(ofPerl);
        assertThat(perl.get("/who", ofJava).text()).isEqualTo("200 ann");
        assertThat(perl.get("/count", ofJava).text()).isEqualTo("200 3");
        assertThat(perl.get("/who", ofPerl).text()).as("the old id is dead").isEqualTo("200 nobody");
        perl.get("/logout", ofJava);
        assertThat(demo.get("/session", ofJava).status()).isEqualTo(404);

        String another = demo.post("/login", "", "user=eve").cookie().orElseThrow();
        assertThat(perl.get("/who", another).text()).isEqualTo("200 eve");
        demo.post("/logout", another, "");
        assertThat(perl.get("/who", another).text()).isEqualTo("200 nobody");
    }

    private static void perl_logs_in_and_java_goes_on(PerlPage perl, SessionEngine engine, String truth) {
        String id = perl.get("/login/bob", "").cookie().orElseThrow();
        Session session = engine.retrieve(SessionId.of(id)).orElseThrow();
        assertThat(session.get("user")).isEqualTo("bob");
        assertThat(session.get("list")).isEqualTo(Arrays.asList(1, "two", null, Map.of("deep", "x")));

        session.put("count", 41);
        session.put("words", List.of("héllo ☃ 😀", true));
        engine.flush(session);
        assertThat(perl.get("/count", id).text()).isEqualTo("200 42");
        assertThat(perl.get("/who", id).text()).isEqualTo("200 bob");

        Session again = engine.retrieve(SessionId.of(id)).orElseThrow();
        assertThat(again.get("count")).isEqualTo(42);
        assertThat(again.get("words")).hasToString("[héllo ☃ 😀, " + truth + "]");

        perl.get("/logout", id);
        assertThat(engine.retrieve(SessionId.of(id))).isEmpty();
    }

    private static void java_logs_in_and_perl_goes_on(PerlPage perl, SessionEngine engine) {
        Session session = engine.create();
        session.put("user", "ann");
        engine.flush(session);
        String id = session.id().value();

        PerlPage.Answer answer = perl.get("/who", id);
        assertThat(answer.text()).isEqualTo("200 ann");
        assertThat(answer.cookie().filter(each -> !each.equals(id))).isEqualTo(Optional.empty());

        engine.destroy(engine.retrieve(SessionId.of(id)).orElseThrow());
        assertThat(perl.get("/who", id).text()).isEqualTo("200 nobody");
    }
}
