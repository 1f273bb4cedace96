package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.jpa.database.ReadyTable;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.StoredSession;
import dev.carnet.jpa.mappings.EntityMappings;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceConfiguration;
import jakarta.persistence.PersistenceUnitTransactionType;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation's table of limits says of Hibernate's own mappings, and its SQLite dialect, which has none. */
class JpaLimitsTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    private final OneTenant tenant = new OneTenant();

    @TempDir
    private Path directory;

    private EntityManagerFactory unit(HikariDataSource pool, Class<?> entity) {
        return Provider.HIBERNATE
                .provider()
                .createEntityManagerFactory(new PersistenceConfiguration("limits")
                        .transactionType(PersistenceUnitTransactionType.RESOURCE_LOCAL)
                        .property("jakarta.persistence.nonJtaDataSource", pool)
                        .property(PersistenceConfiguration.SCHEMAGEN_DATABASE_ACTION, "create")
                        .property("hibernate.tenant_identifier_resolver", tenant)
                        .managedClass(entity));
    }

    private static JpaOptions options(Class<?> entity) {
        return new JpaOptions(entity.getName(), "sid", "payload", Map.of());
    }

    private static SessionKey expired(SessionStore store) {
        SessionRecord session = Records.record(NOW, "ada", Map.of("secret", "1"));
        assertThat(store.create(session)).isTrue();
        return session.header().key();
    }

    @Test
    void a_session_that_is_softly_deleted_is_gone_and_its_row_stays() {
        FreshDatabase database = FreshDatabase.h2(directory);
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = unit(pool, EntityMappings.Soft.class);
                SessionStore store = JpaSessionStore.open(unit, options(EntityMappings.Soft.class))) {
            SessionKey ended = expired(store);
            SessionKey swept = expired(store);

            assertThat(store.delete(ended, null)).isTrue();
            assertThat(Sweeps.all(store, SessionHeader.NEVER, 10)).hasSize(1);

            assertThat(store.find(ended)).isEmpty();
            assertThat(store.find(swept)).isEmpty();
            assertThat(database.sql("SELECT payload FROM m_soft_delete"))
                    .hasSize(2)
                    .allMatch(each -> each.contains("secret"));
        }
        database.drop();
    }

    @Test
    void a_sweep_and_a_listing_reach_the_current_tenant_only() {
        FreshDatabase database = FreshDatabase.h2(directory);
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = unit(pool, EntityMappings.OfTenant.class);
                SessionStore store = JpaSessionStore.open(unit, options(EntityMappings.OfTenant.class))) {
            SessionKey ofOne = expired(store);
            tenant.serve("globex");
            SessionKey ofOther = expired(store);

            assertThat(store.find(ofOne)).isEmpty();
            assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
            assertThat(Sweeps.all(store, SessionHeader.NEVER, 10))
                    .extracting(SessionHeader::key)
                    .containsExactly(ofOther);
            assertThat(database.sql("SELECT tenant FROM m_tenant")).containsExactly("acme");
        }
        database.drop();
    }

    @Test
    void sessions_are_kept_in_sqlite_through_the_community_dialect() {
        String url = "jdbc:sqlite:" + directory.resolve("web.db");
        FreshDatabase database = new FreshDatabase(url, url, "SELECT 1");
        ReadyTable.statements("SQLite").forEach(database::sql);
        database.sql(MySession.DDL.replace("${text}", "TEXT"));
        try (HikariDataSource pool = Provider.pool(url);
                EntityManagerFactory unit = Provider.HIBERNATE.open(pool, StoredSession.class, MySession.class);
                SessionStore ready = JpaSessionStore.open(unit, JpaOptions.DEFAULTS);
                SessionStore mine = JpaSessionStore.open(unit, MySession.OPTIONS)) {
            CoreRun.on(ready);
            CoreRun.on(mine);
        }
    }
}
