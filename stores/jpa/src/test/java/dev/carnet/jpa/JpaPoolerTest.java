package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.unit.UnitSettings;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testkit.Records;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.TestServers;
import dev.carnet.testservers.TransactionPooler;
import jakarta.persistence.EntityManagerFactory;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A pooler that shares server connections must never make one statement run in place of another: none has a name there. */
class JpaPoolerTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    /** More often than the driver uses a statement before it names it. */
    private static final int OFTEN = 12;

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_factory_handed_in_names_no_statement(Provider provider) throws Exception {
        check(url -> {
            try (var pool = Provider.pool(url);
                    EntityManagerFactory unit = provider.open(pool, SessionKind.READY.type())) {
                work(JpaSessionStore.open(unit, SessionKind.READY.options()));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Provider.class)
    void a_dsn_names_no_statement(Provider provider) throws Exception {
        check(url -> {
            Settings settings = Settings.builder(Object::toString)
                    .set(UnitSettings.SCHEMA_CLASS, UnitSettings.READY)
                    .set(UnitSettings.DSN, url)
                    .build();
            try (OnlyProvider only = OnlyProvider.of(provider);
                    SessionStore store = new DbicProvider().open(settings, SessionOptions.DEFAULTS)) {
                assertThat(only.providers()).hasSize(1);
                work(store);
            }
        });
    }

    private static void check(Consumer<String> work) throws Exception {
        FreshDatabase database = FreshDatabase.postgres();
        ReadyTable.statements("PostgreSQL").forEach(database::sql);
        try (TransactionPooler pooler =
                TransactionPooler.start(TestServers.postgres().port(), 3)) {
            work.accept(database.url().replace(":" + TestServers.postgres().port() + "/", ":" + pooler.port() + "/"));

            assertThat(pooler.names()).isEmpty();
            assertThat(database.sql("SELECT COUNT(*) FROM sessions")).containsExactly("1");
        } finally {
            database.drop();
        }
    }

    private static void work(SessionStore store) {
        SessionRecord read = Records.record(NOW, "ada", Map.of("n", "1"));
        store.create(read);
        for (int i = 0; i < OFTEN; i++) {
            SessionRecord own = Records.record(NOW, "bob", Map.of("n", "1"));
            SessionKey key = own.header().key();
            assertThat(store.create(own)).isTrue();
            assertThat(store.touch(key, own.header().version(), NOW.plusSeconds(60), NOW.plusSeconds(3600)))
                    .isTrue();
            assertThat(store.delete(key, null)).isTrue();
            assertThat(store.find(read.header().key())).contains(read);
        }
    }
}
