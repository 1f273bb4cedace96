package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.error.SessionStoreException;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Databases that refuse every write: requests that only read go on, and what they cannot store is told. */
class ReadOnlyTest {
    @TempDir
    private Path directory;

    private final List<String> events = new CopyOnWriteArrayList<>();

    @Test
    void sqlite_opened_for_reading_only() {
        SqlitePlace place = new SqlitePlace(directory.resolve("carnet.db")).initialised();
        SQLiteConfig readOnly = new SQLiteConfig();
        readOnly.setReadOnly(true);
        SQLiteDataSource refusing = new SQLiteDataSource(readOnly);
        refusing.setUrl(place.url());

        readsAndTells(place.open(), refusing);
    }

    @Test
    void postgresql_with_read_only_transactions() {
        TestDatabase database = TestDatabase.postgres().initialised();
        PGSimpleDataSource refusing = new PGSimpleDataSource();
        refusing.setUrl(database.url());
        refusing.setOptions("-c default_transaction_read_only=on");
        try {
            readsAndTells(database.open(), refusing);
        } finally {
            database.drop();
        }
    }

    @Test
    void h2_opened_for_reading_only_says_so() {
        TestDatabase writing = TestDatabase.h2(directory).initialised();
        try (SessionStore store = writing.open()) {
            store.create(Given.session("a"));
        }
        TestDatabase reading = writing.with(";ACCESS_MODE_DATA", "r");

        try (SessionStore store = reading.open()) {
            assertThat(store.find(Given.session("a").header().key())).isPresent();
            assertThatThrownBy(() -> store.create(Given.session("b")))
                    .isExactlyInstanceOf(SessionStoreException.class)
                    .hasMessageContaining("The database is read-only: change the URL");
        }
        assertThat(reading.setup().check())
                .filteredOn(each -> each.level() == Level.ERROR)
                .singleElement()
                .satisfies(each -> assertThat(each.text()).startsWith("the database accepts no writes. "));
    }

    private void readsAndTells(SessionStore writing, DataSource refusing) {
        try (SessionEngine writer = engine(writing, Duration.ZERO);
                SessionEngine soon = engine(open(refusing), Duration.ofMinutes(20));
                SessionEngine late = engine(open(refusing), Duration.ofHours(1))) {
            Session session = writer.newSession();
            session.put("user", "ada");
            SessionId id = writer.flush(session).id();

            Session read = soon.retrieve(id).orElseThrow();
            soon.flush(read);
            assertThat(read.get("user")).isEqualTo("ada");
            assertThat(events).containsExactly("touchFailed");

            read.put("more", 1);
            assertThatThrownBy(() -> soon.flush(read)).isInstanceOf(SessionStoreException.class);
            assertThat(late.retrieve(id)).isEmpty();
            assertThat(events).containsExactly("touchFailed", "storeFailed update", "expiredNotDeleted");
            assertThat(writer.retrieve(id)).isPresent();
        }
    }

    private static SessionStore open(DataSource dataSource) {
        return new JdbcSessionStore(dataSource, JdbcOptions.DEFAULTS);
    }

    /** An engine whose clock is ahead, as if the session had begun that long ago. */
    private SessionEngine engine(SessionStore store, Duration ahead) {
        return SessionEngine.builder(store)
                .options(SessionOptions.builder().sweepInterval(null).build())
                .clock(Clock.offset(Clock.systemUTC(), ahead))
                .listener(new SessionListener() {
                    @Override
                    public void touchFailed(SessionInfo session, SessionStoreException cause) {
                        events.add("touchFailed");
                    }

                    @Override
                    public void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException cause) {
                        events.add("expiredNotDeleted");
                    }

                    @Override
                    public void storeFailed(
                            String operation, @Nullable SessionInfo session, SessionStoreException cause) {
                        events.add("storeFailed " + operation);
                    }
                })
                .build();
    }
}
