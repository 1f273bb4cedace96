package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testservers.RedisServer;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** While Dancer's sessions are taken over, the old store is asked by ids, and the new one has digests of them alone. */
@Timeout(120)
class TakenOverDigestsTest {
    private static final String DIGITS = "123456789012345678901234567890123456";

    @TempDir
    Path directory;

    private String dsn() {
        return "dbi:SQLite:dbname=" + directory.resolve("dancer.db");
    }

    private void rows(String... ids) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("dancer.db"));
                PreparedStatement table = connection.prepareStatement(
                        "CREATE TABLE IF NOT EXISTS sessions (id CHAR(40) PRIMARY KEY, session_data TEXT)")) {
            table.execute();
            for (String each : ids) {
                try (PreparedStatement row = connection.prepareStatement("INSERT INTO sessions VALUES (?, ?)")) {
                    row.setString(1, each);
                    row.setString(2, "{\"id\":\"" + each + "\",\"user\":\"bob\"}");
                    row.execute();
                }
            }
        }
    }

    private String sqlite() {
        return "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("new.db") + "'}}}\n";
    }

    private CarnetConfig takeOver(String main) {
        return CarnetConfig.parse(
                "carnet.yml",
                main + "dancer: take-over\nfallback:\n  session: DBI\n  session_options: {dsn: '" + dsn()
                        + "', table: sessions}\n",
                name -> null);
    }

    @Test
    void sql() throws Exception {
        digests_stand_in_the_new_store(sqlite());
    }

    @Test
    void redis() throws Exception {
        try (RedisServer server = RedisServer.start(TestServers.directory())) {
            digests_stand_in_the_new_store(
                    "session: Redis\nengines: {session: {Redis: {server: '127.0.0.1:" + server.port() + "'}}}\n");
        }
    }

    @Test
    void mongodb() throws Exception {
        digests_stand_in_the_new_store("session: MongoDB\nengines: {session: {MongoDB: {uri: '"
                + TestServers.mongoDbUri() + "', dbname: carnet_test_" + System.nanoTime() + "}}}\n");
    }

    private void digests_stand_in_the_new_store(String main) throws Exception {
        rows(DIGITS, "2".repeat(36), "3".repeat(36), "4".repeat(36));
        CarnetConfig config = takeOver(main);
        CarnetConfig alone = CarnetConfig.parse("carnet.yml", main, name -> null);
        assertThat(config.hashesIds()).isTrue();
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        SessionId id = SessionId.of(DIGITS);
        SessionId begun;
        SessionId loggedIn;
        try (SessionEngine engine = config.open();
                SessionEngine another = config.open();
                SessionStore raw = alone.openStore();
                SessionStore looking = config.openStore()) {
            assertThat(looking.count(SessionQuery.ALL)).isEqualTo(4);
            engine.update(id, session -> session.put("java", 1));
            assertThat(another.retrieve(id).orElseThrow().get("java")).isEqualTo(1);
            another.update(id, session -> session.put("java", 2));
            assertThat(engine.retrieve(id).orElseThrow().get("user")).isEqualTo("bob");
            begun = engine.create().id();
            engine.update(begun, session -> session.put("user", "ann"));
            assertThat(keys(raw))
                    .containsExactlyInAnyOrder(
                            SessionKey.digestOf(DIGITS).value(),
                            SessionKey.digestOf(begun.value()).value());
            assertThat(raw.scan(SessionQuery.ALL, null, 10).sessions())
                    .allSatisfy(each -> assertThat(each.header().hashed()).isTrue());

            String digest = SessionKey.digestOf(DIGITS).value();
            assertThat(engine.retrieve(SessionId.of(digest)))
                    .as("a digest is no id")
                    .isEmpty();

            Session session = engine.logIn(another.retrieve(id).orElseThrow(), "bob");
            loggedIn = session.id();
            assertThat(another.retrieve(id)).as("the old id is dead").isEmpty();
            assertThat(another.retrieve(loggedIn).orElseThrow().get("java")).isEqualTo(2);
            assertThat(engine.sessions().revokePrincipal("bob", null).sessions())
                    .isEqualTo(1);
            assertThat(another.retrieve(loggedIn)).isEmpty();

            engine.update(SessionId.of("2".repeat(36)), each -> each.put("java", 3));
            loggedIn = engine.logIn(
                            engine.retrieve(SessionId.of("2".repeat(36))).orElseThrow(), "bob")
                    .id();
            engine.update(SessionId.of("3".repeat(36)), each -> each.put("java", 3));
            engine.destroy(engine.retrieve(SessionId.of("3".repeat(36))).orElseThrow());
            assertThat(another.retrieve(SessionId.of("3".repeat(36)))).isEmpty();

            String handle = another.retrieve(begun).orElseThrow().handle();
            assertThat(looking.findByHandle(handle)).isPresent();
            assertThat(keys(looking)).hasSize(3).contains("4".repeat(36));
        }
        try (SessionEngine engine = alone.open()) {
            assertThat(engine.options().hashIds()).isTrue();
            assertThat(engine.retrieve(begun).orElseThrow().get("user")).isEqualTo("ann");
            assertThat(engine.retrieve(loggedIn).orElseThrow().get("java")).isEqualTo(3);
        }
    }

    private static List<String> keys(SessionStore store) {
        List<String> keys = new ArrayList<>();
        @org.jspecify.annotations.Nullable String cursor = null;
        do {
            var page = store.scan(SessionQuery.ALL, cursor, 100);
            page.sessions().forEach(each -> keys.add(each.header().key().value()));
            cursor = page.nextCursor();
        } while (cursor != null);
        return keys;
    }

    @Test
    void they_move_by_command_too() throws Exception {
        rows(DIGITS);
        CarnetConfig config = takeOver(sqlite());
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        try (SessionEngine engine = config.open();
                SessionStore looking = config.openStore()) {
            assertThat(looking.count(SessionQuery.ALL)).isEqualTo(1);
            SessionHeader header =
                    looking.scan(SessionQuery.ALL, null, 10).sessions().get(0).header();
            engine.update(SessionId.of(DIGITS), session -> session.put("java", 1));
            assertThat(engine.sessions().revokeAll().sessions()).isEqualTo(1);
            assertThat(engine.retrieve(SessionId.of(DIGITS))).isEmpty();
            assertThat(header.key().value()).isEqualTo(DIGITS);
        }
    }

    /** Whoever has the digest alone cannot say the id, by which Dancer's store wants the session. */
    @Test
    void the_way_back_goes_by_the_users_who_come() throws Exception {
        rows(DIGITS);
        try (StoreSetup setup = takeOver(sqlite()).setup()) {
            setup.apply();
        }
        SessionId begun;
        try (SessionEngine engine = takeOver(sqlite()).open()) {
            engine.update(SessionId.of(DIGITS), session -> session.put("java", 1));
            begun = engine.create().id();
            engine.update(begun, session -> session.put("user", "ann"));
        }
        CarnetConfig back = CarnetConfig.parse(
                "config.yml",
                "session: DBI\nsession_options: {dsn: '" + dsn() + "', table: sessions}\ndancer: share\nfallback:\n"
                        + sqlite().indent(2),
                name -> null);

        assertThatThrownBy(back::openMove)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("its sessions move as their users come back");
        try (SessionEngine engine = back.open();
                SessionStore looking = back.openStore()) {
            assertThat(looking.count(SessionQuery.ALL)).isEqualTo(2);
            assertThat(engine.retrieve(SessionId.of(DIGITS)).orElseThrow().get("java"))
                    .isEqualTo(1);
            String left = looking.scan(SessionQuery.ALL, null, 10).sessions().stream()
                    .map(each -> each.header().handle())
                    .filter(each -> !each.equals(
                            engine.retrieve(SessionId.of(DIGITS)).orElseThrow().handle()))
                    .findFirst()
                    .orElseThrow();
            Session opened = engine.open(engine.sessions().find(left).orElseThrow());
            opened.put("told", true);
            engine.flush(opened);
            assertThat(engine.retrieve(begun).orElseThrow().get("told")).isEqualTo(true);
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("dancer.db"));
                var ids = connection.createStatement().executeQuery("SELECT id FROM sessions ORDER BY id")) {
            List<String> found = new ArrayList<>();
            while (ids.next()) {
                found.add(ids.getString(1));
            }
            assertThat(found).containsExactlyInAnyOrder(DIGITS, begun.value());
        }
    }
}
