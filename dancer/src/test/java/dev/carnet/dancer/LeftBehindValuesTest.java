package dev.carnet.dancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.fallback.SessionMove;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testservers.TestServers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions that are still in a fallback whose values or keys are of another kind. */
@Timeout(120)
class LeftBehindValuesTest {
    @TempDir
    Path directory;

    private String jdbc() {
        return "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("new.db")
                + "', create: true}}}\n";
    }

    private static String mongoDb() throws Exception {
        return "session: MongoDB\nengines: {session: {MongoDB: {uri: '" + TestServers.mongoDbUri()
                + "', dbname: carnet_test_" + System.nanoTime() + "}}}\n";
    }

    private static CarnetConfig config(String yaml) {
        CarnetConfig config = CarnetConfig.parse("carnet.yml", yaml, name -> null);
        try (StoreSetup setup = config.setup()) {
            setup.apply();
        }
        return config;
    }

    private static CarnetConfig behind(String main, String old) {
        return config(main + "fallback:\n" + old.indent(2));
    }

    private static SessionId stored(CarnetConfig in) {
        try (SessionEngine engine = in.open()) {
            Session session = engine.create();
            session.put("user", "ada");
            session.put("cart", List.of("book", 2));
            session.put("wait", Duration.ofMinutes(3));
            return engine.flush(session).id();
        }
    }

    @Test
    void a_session_whose_id_is_unknown_is_read_and_changed_in_mongodb_under_jdbc() throws Exception {
        stays_and_is_changed(jdbc(), mongoDb());
    }

    @Test
    void a_session_whose_id_is_unknown_is_read_and_changed_in_jdbc_under_mongodb() throws Exception {
        stays_and_is_changed(mongoDb(), jdbc());
    }

    /** The new store has ids, so that a session of which the digest alone is known cannot move. */
    private void stays_and_is_changed(String main, String old) {
        CarnetConfig before = config(old);
        SessionId id = stored(before);
        CarnetConfig both = behind(main + "hash_ids: false\n", old + "hash_ids: true\n");
        try (SessionEngine engine = both.open();
                SessionEngine asBefore = before.open()) {
            String handle = asBefore.retrieve(id).orElseThrow().handle();
            Session opened = engine.open(engine.sessions().find(handle).orElseThrow());
            assertThat(opened.get("user")).isEqualTo("ada");
            assertThat(opened.get("cart")).isEqualTo(List.of("book", 2));
            opened.put("told", List.of("yes", Duration.ofMinutes(5)));
            opened.remove("user");
            engine.flush(opened);

            Session there = asBefore.retrieve(id).orElseThrow();
            assertThat(there.names()).containsExactlyInAnyOrder("cart", "wait", "told");
            assertThat(there.get("told")).isEqualTo(List.of("yes", Duration.ofMinutes(5)));
            assertThat(there.get("wait")).isEqualTo(Duration.ofMinutes(3));
            there.put("later", 1);
            asBefore.flush(there);

            opened.put("again", true);
            engine.flush(opened);
            Session arrived = engine.retrieve(id).orElseThrow();
            assertThat(arrived.names()).containsExactlyInAnyOrder("cart", "wait", "told", "later", "again");
            assertThat(arrived.get("told")).isEqualTo(List.of("yes", Duration.ofMinutes(5)));
        }
    }

    @Test
    void who_looks_gets_the_values_of_mongodb_as_json() throws Exception {
        looks(jdbc(), mongoDb());
    }

    @Test
    void who_looks_gets_the_values_of_jdbc_as_bson() throws Exception {
        looks(mongoDb(), jdbc());
    }

    private void looks(String main, String old) {
        CarnetConfig before = config(old);
        CarnetConfig alone = config(main);
        SessionId id = stored(before);
        SessionId same = stored(alone);
        try (SessionStore looking = behind(main, old).openStore();
                SessionEngine engine = before.open();
                SessionEngine other = alone.open()) {
            SessionRecord behind = looking.findByHandle(
                            engine.retrieve(id).orElseThrow().handle())
                    .orElseThrow();
            Encoded expected = looking.findByHandle(
                            other.retrieve(same).orElseThrow().handle())
                    .orElseThrow()
                    .attributes()
                    .get("wait");
            assertThat(behind.attributes().get("wait")).isEqualTo(expected);
            assertThat(looking.find(SessionKey.digestOf(id.value()))
                            .orElseThrow()
                            .attributes())
                    .isEqualTo(behind.attributes());
            assertThat(looking.scan(SessionQuery.ALL.withAttributes(), null, 10).sessions())
                    .hasSize(2)
                    .allSatisfy(
                            each -> assertThat(each.attributes().get("wait")).isEqualTo(expected));
        }
    }

    /** Everybody would be logged out, and a copy of the old store would be a set of working cookies. */
    @Test
    void a_wrong_hash_ids_of_the_fallback_moves_nothing_and_is_told() throws Exception {
        String old = "session: JDBC\nengines: {session: {JDBC: {url: 'jdbc:sqlite:" + directory.resolve("old.db")
                + "', create: true}}}\n";
        CarnetConfig before = config(old);
        SessionId id = stored(before);
        String digest = SessionKey.digestOf(id.value()).value();
        CarnetConfig wrong = behind(jdbc(), old + "hash_ids: false\n");

        try (SessionEngine engine = wrong.open()) {
            assertThat(engine.retrieve(SessionId.of(digest))).isEmpty();
        }
        try (SessionEngine engine = behind(jdbc() + "on_unreadable: fail\n", old + "hash_ids: false\n")
                .open()) {
            assertThatThrownBy(() -> engine.retrieve(SessionId.of(digest)))
                    .isInstanceOf(UnreadableSessionException.class)
                    .hasMessageContaining("Set hash_ids under fallback to true")
                    .hasMessageNotContaining(digest);
        }
        try (SessionMove move = wrong.openMove().orElseThrow()) {
            SessionMove.Report report = move.run(1, Instant.now(), new SessionMove.Watcher() {});
            assertThat(report.refused()).isEqualTo(1);
            assertThat(report.moved()).isZero();
        }
        try (SessionEngine engine = behind(jdbc(), old).open()) {
            assertThat(engine.retrieve(id).orElseThrow().get("user")).isEqualTo("ada");
        }
    }
}
