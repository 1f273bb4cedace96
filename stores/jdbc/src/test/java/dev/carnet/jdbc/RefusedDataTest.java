package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a database refuses because of the data themselves is the application's error and no outage. */
class RefusedDataTest {
    @TempDir
    private Path directory;

    private static Change principal(String name) {
        return new Change(Map.of(), Set.of(), new Change.SetTo<>(name), null, null);
    }

    @Test
    void postgresql_takes_no_nul() {
        TestDatabase database = TestDatabase.postgres().initialised();
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);

            assertThatThrownBy(() -> store.update(Given.update(session, principal("secret\u0000"))))
                    .isInstanceOf(SessionDataException.class)
                    .isNotInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("22021")
                    .hasMessageNotContaining("secret");
            assertThat(store.find(session.header().key())).contains(session);
        } finally {
            database.drop();
        }
    }

    @Test
    void a_column_of_the_operators_own_may_be_short() {
        TestDatabase database = TestDatabase.postgres().initialised();
        database.sql("ALTER TABLE sessions ALTER COLUMN session_data TYPE VARCHAR(100)");
        database.sql("ALTER TABLE sessions ALTER COLUMN principal TYPE VARCHAR(30)");
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);

            assertThat(store.traits().maxPrincipalLength()).isEqualTo(30);
            assertThatThrownBy(() -> store.update(Given.update(session, principal("x".repeat(31)))))
                    .isInstanceOf(SessionDataException.class)
                    .hasMessageContaining("30 characters");
            assertThatThrownBy(() -> store.update(Given.update(session, "long", '"' + "x".repeat(200) + '"')))
                    .isInstanceOf(SessionTooLargeException.class)
                    .hasMessageContaining("22001");
            assertThat(store.find(session.header().key())).contains(session);
        } finally {
            database.drop();
        }
    }

    @Test
    void a_charset_may_be_too_small_for_a_name() {
        TestDatabase database = TestDatabase.mariaDb().initialised();
        database.sql("ALTER TABLE sessions MODIFY principal VARCHAR(255) CHARACTER SET latin1");
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);

            assertThatThrownBy(() -> store.update(Given.update(session, principal("\u2603"))))
                    .isInstanceOf(SessionDataException.class)
                    .hasMessageContaining("UTF-8");
            assertThat(store.find(session.header().key())).contains(session);
        } finally {
            database.drop();
        }
    }

    @Test
    void another_data_exception_is_none_of_the_applications() {
        TestDatabase database = TestDatabase.postgres().initialised();
        database.sql("CREATE FUNCTION fails() RETURNS trigger AS 'BEGIN RETURN 1 / 0; END' LANGUAGE plpgsql");
        database.sql("CREATE TRIGGER fails BEFORE UPDATE ON sessions FOR EACH ROW EXECUTE FUNCTION fails()");
        try (SessionStore store = database.open()) {
            SessionRecord session = Given.session("a");
            store.create(session);

            assertThatThrownBy(() -> store.update(Given.update(session, principal("ada"))))
                    .isInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("22012");
        } finally {
            database.sql("DROP FUNCTION fails CASCADE");
            database.drop();
        }
    }

    @Test
    void what_the_databases_give_as_the_columns_length() {
        TestDatabase h2 = TestDatabase.h2(directory).initialised();
        SqlitePlace sqlite = new SqlitePlace(directory.resolve("carnet.db")).initialised();
        try (SessionStore one = h2.open();
                SessionStore two = sqlite.open()) {
            assertThat(one.traits().maxPrincipalLength()).isEqualTo(255);
            assertThat(two.traits().maxPrincipalLength()).isEqualTo(255);
        }
    }
}
