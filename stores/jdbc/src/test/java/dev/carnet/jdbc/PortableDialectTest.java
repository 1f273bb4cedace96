package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.setup.StoreSetup;
import dev.carnet.testkit.Sweeps;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database without a dialect of its own, HSQLDB, its data source handed in. */
class PortableDialectTest {
    private static final Instant LATER = Given.NOW.plusSeconds(60);

    @TempDir
    private Path directory;

    private final JDBCDataSource dataSource = new JDBCDataSource();
    private final SessionRecord session = Given.session("a");
    private final SessionKey key = session.header().key();
    private JdbcSessionStore store;

    @BeforeEach
    void setUpAndOpen() {
        dataSource.setURL("jdbc:hsqldb:file:" + directory.resolve("web"));
        StoreSetup setup = JdbcSetup.of(dataSource, new SessionsBlueprint(JdbcOptions.DEFAULTS, false));
        assertThat(setup.plan()).hasSize(4);
        setup.apply();
        assertThat(setup.plan()).isEmpty();
        store = new JdbcSessionStore(dataSource, JdbcOptions.DEFAULTS);
    }

    private void sql(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void a_key_is_taken_once() {
        assertThat(store.create(session)).isTrue();
        assertThat(store.create(Given.session("a"))).isFalse();

        assertThat(store.find(key)).contains(session);
    }

    @Test
    void writes_are_guarded_by_version() {
        store.create(session);
        SessionUpdate update = Given.update(session, "n", "2");

        assertThat(store.update(update)).isEqualTo(UpdateResult.SAVED);
        assertThat(store.update(update)).isEqualTo(UpdateResult.CONFLICT);
        assertThat(store.touch(key, session.header().version(), LATER, SessionHeader.NEVER))
                .isFalse();
        assertThat(store.touch(key, update.next().header().version(), LATER, SessionHeader.NEVER))
                .isTrue();

        SessionHeader stored = store.find(key).orElseThrow().header();
        assertThat(stored.lastAccessedAt()).isEqualTo(LATER);
        assertThat(stored.expiresAt()).isEqualTo(SessionHeader.NEVER);
    }

    @Test
    void a_key_changes_in_place_and_not_to_one_that_is_taken() {
        store.create(session);
        store.create(Given.session("b"));

        assertThatThrownBy(() -> store.update(Given.update(session, toKey("b"))))
                .isInstanceOf(SessionStoreException.class)
                .hasNoCause();
        assertThat(store.update(Given.update(session, toKey("c")))).isEqualTo(UpdateResult.SAVED);

        assertThat(store.find(key)).isEmpty();
        assertThat(store.find(new SessionKey("c"))).isPresent();
    }

    private static Change toKey(String key) {
        return new Change(Map.of(), Set.of(), null, null, new SessionKey(key));
    }

    @Test
    void a_row_that_somebody_else_wrote_is_adopted() throws SQLException {
        sql("INSERT INTO \"sessions\" (id, session_data) VALUES ('a', '{\"s\":\"☃\"}')");
        SessionRecord foreign = store.find(key).orElseThrow();
        assertThat(foreign.header().isForeign()).isTrue();
        SessionUpdate adoption = Given.update(foreign, "n", "1");

        assertThat(store.update(adoption)).isEqualTo(UpdateResult.SAVED);
        assertThat(store.update(adoption)).isEqualTo(UpdateResult.CONFLICT);
    }

    @Test
    void pages_and_sweeps_are_bounded() {
        IntStream.range(0, 5).forEach(i -> store.create(Given.session("k" + i, Given.NOW.plusSeconds(i))));
        SessionQuery query = SessionQuery.ALL.ofPrincipal("ada").liveAt(Given.NOW);

        SessionPage page = store.scan(query, null, 3);
        assertThat(page.sessions()).hasSize(3);
        assertThat(page.sessions().get(0).header().size()).isGreaterThanOrEqualTo("{\"n\":1}".length());
        assertThat(store.scan(query.withAttributes(), page.nextCursor(), 3).sessions())
                .hasSize(1);

        assertThat(Sweeps.batch(store, LATER, 2))
                .extracting(each -> each.key().value())
                .containsExactly("k0", "k1");
        assertThat(store.delete(new SessionKey("k4"), Given.NOW)).isFalse();
        assertThat(store.delete(new SessionKey("k4"), null)).isTrue();
    }

    @Test
    void a_table_that_is_not_there_or_incomplete_is_an_error_that_says_so() throws SQLException {
        sql("ALTER TABLE \"sessions\" DROP COLUMN max_idle");
        assertThatThrownBy(() -> new JdbcSessionStore(dataSource, JdbcOptions.DEFAULTS))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("lacks the columns max_idle");

        JdbcSetup.of(dataSource, new SessionsBlueprint(JdbcOptions.DEFAULTS, false))
                .apply();
        sql("DROP TABLE \"sessions\"");
        assertThatThrownBy(() -> store.find(key))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("`carnet check`");
        assertThatThrownBy(() -> new JdbcSessionStore(dataSource, JdbcOptions.DEFAULTS))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("does not exist yet");
    }
}
