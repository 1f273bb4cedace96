package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.testkit.Records;
import dev.carnet.testkit.Sweeps;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation has an entity manager of its own, and closes it whatever happens. */
class LeakTest {
    private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

    @TempDir
    private Path directory;

    private final List<EntityManager> made = new ArrayList<>();

    /** Notes the entity managers that a factory makes. */
    private EntityManagerFactory watched(EntityManagerFactory factory) {
        return (EntityManagerFactory) Proxy.newProxyInstance(
                LeakTest.class.getClassLoader(), new Class<?>[] {EntityManagerFactory.class}, (self, method, args) -> {
                    try {
                        Object result = method.invoke(factory, args);
                        if (result instanceof EntityManager manager) {
                            made.add(manager);
                        }
                        return result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void no_entity_manager_and_no_connection_stays_open(Provider provider) {
        FreshDatabase database = FreshDatabase.h2(directory);
        database.sql(DatabaseKind.H2.ddl(MySession.DDL, provider));
        try (HikariDataSource pool = Provider.pool(database.url());
                EntityManagerFactory unit = provider.open(pool, MySession.class);
                SessionStore store = JpaSessionStore.open(watched(unit), MySession.OPTIONS)) {
            SessionRecord session = Records.record(NOW, "ada", Map.of("n", "1"));
            made.clear();
            store.create(session);
            store.create(session);
            SessionRecord read = store.find(session.header().key()).orElseThrow();
            store.update(Records.update(read, Map.of("n", "2"), Set.of()));
            store.update(Records.update(read, Map.of("n", "3"), Set.of()));
            store.touch(session.header().key(), 1, NOW, NOW);
            store.scan(SessionQuery.ALL, null, 10);
            Sweeps.all(store, NOW.plusSeconds(9999), 10);
            store.delete(session.header().key(), null);
            database.sql("ALTER TABLE my_sessions RENAME TO elsewhere");
            assertThatThrownBy(() -> store.find(session.header().key())).isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(() -> store.create(session)).isInstanceOf(SessionStoreException.class);

            assertThat(made).hasSizeGreaterThan(10).noneMatch(EntityManager::isOpen);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        database.drop();
    }
}
