package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.jpa.database.UnnamedStatements;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.UpdateResult;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.Wire;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels for each operation: the statements that DBI needs and no other; a write has a transaction, a read has none. */
class JpaRoundTripsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    @TempDir
    private Path directory;

    static Stream<Combination> all() {
        return Stream.of(SessionKind.READY, SessionKind.MINE).flatMap(kind -> Combination.all(kind).stream());
    }

    static Stream<Combination> lobs() {
        return Combination.all(SessionKind.VISIT).stream();
    }

    /** Does something with a store on a wire that has been used before. */
    private interface Work {
        void with(SessionStore store, Wire wire);
    }

    private void on(Combination combination, Work work) {
        FreshDatabase database = combination.kind().fresh(directory);
        combination.ddl().forEach(database::sql);
        try (var pool = Provider.pool(url(combination, database))) {
            Wire wire = new Wire(pool);
            EntityManagerFactory unit = combination
                    .provider()
                    .open(wire.dataSource(), combination.entity().type());
            SessionStore store = JpaSessionStore.open(unit, combination.entity().options());
            store.find(Records.key());
            wire.take();
            work.with(store, wire);
            unit.close();
        } finally {
            database.drop();
        }
    }

    /** A pool of PostgreSQL's that says nothing about it costs EclipseLink's reads a transaction: {@link UnnamedStatements}. */
    private static String url(Combination combination, FreshDatabase database) {
        boolean saysSo =
                combination.provider() == Provider.ECLIPSELINK && combination.kind() == DatabaseKind.POSTGRESQL;
        return saysSo ? database.url() + "&prepareThreshold=0" : database.url();
    }

    /** The first word of each statement, and what begins or ends a transaction, since the last call. */
    private static List<String> taken(Wire wire) {
        List<String> words = new ArrayList<>();
        wire.take().forEach(each -> words.add(each.split(" ", 2)[0].toLowerCase(Locale.ROOT)));
        return words;
    }

    private static String[] inTransaction(String... statements) {
        List<String> all = new ArrayList<>(List.of("setautocommit"));
        all.addAll(List.of(statements));
        all.addAll(List.of("commit", "setautocommit"));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("all")
    void each_operation_is_one_statement(Combination combination) {
        on(combination, (store, wire) -> {
            SessionRecord session = Records.record(NOW, "ada", Map.of("n", "1"));
            SessionKey key = session.header().key();

            assertThat(store.create(session)).isTrue();
            assertThat(taken(wire)).as("create").containsExactly(inTransaction("insert"));

            SessionRecord read = store.find(key).orElseThrow();
            assertThat(taken(wire)).as("find").containsExactly("select");

            assertThat(store.update(Records.update(read, Map.of("n", "2"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(taken(wire)).as("update").containsExactly(inTransaction("update"));

            SessionRecord changed = store.find(key).orElseThrow();
            taken(wire);
            assertThat(store.touch(key, changed.header().version(), LATER, LATER.plusSeconds(1800)))
                    .isTrue();
            assertThat(taken(wire)).as("touch").containsExactly(inTransaction("update"));

            SessionRecord touched = store.find(key).orElseThrow();
            taken(wire);
            SessionKey newKey = Records.key();
            Change idChange = new Change(Map.of(), Set.of(), new Change.SetTo<>("bob"), null, newKey);
            assertThat(store.update(
                            Records.update(touched, idChange, touched.header().expiresAt())))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(taken(wire)).as("id change").containsExactly(inTransaction("update"));

            assertThat(store.delete(newKey, null)).isTrue();
            assertThat(taken(wire)).as("delete").containsExactly(inTransaction("delete"));
        });
    }

    @ParameterizedTest
    @MethodSource("lobs")
    void a_lob_takes_as_many_statements_as_the_provider_makes_it_take(Combination combination) {
        boolean isElsewhere = combination.kind().keepsLobsElsewhere(combination.provider());
        String[] write =
                inTransaction(isElsewhere ? new String[] {"update", "select", "update"} : new String[] {"update"});
        on(combination, (store, wire) -> {
            SessionRecord session = Records.record(NOW, "ada", Map.of("n", "1"));
            SessionKey key = session.header().key();
            store.create(session);
            store.update(Records.update(store.find(key).orElseThrow(), Map.of("n", "2"), Set.of()));
            SessionRecord read = store.find(key).orElseThrow();
            taken(wire);

            assertThat(store.update(Records.update(read, Map.of("n", "3"), Set.of())))
                    .isEqualTo(UpdateResult.SAVED);
            assertThat(taken(wire)).as("update").containsExactly(write);

            SessionRecord changed = store.find(key).orElseThrow();
            taken(wire);
            assertThat(store.touch(key, changed.header().version(), LATER, LATER.plusSeconds(1800)))
                    .isTrue();
            List<String> touch = taken(wire);
            int reads = combination.provider() == Provider.ECLIPSELINK ? 0 : isElsewhere ? 2 : 1;
            assertThat(touch).filteredOn("select"::equals).hasSize(reads);
            assertThat(touch).filteredOn("update"::equals).hasSize(isElsewhere ? 2 : 1);
        });
    }
}
