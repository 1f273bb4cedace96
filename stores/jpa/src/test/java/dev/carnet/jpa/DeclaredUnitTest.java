package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Units of an application whose connections or transactions are a container's, opened by name beside it. */
class DeclaredUnitTest {
    @TempDir
    private Path directory;

    private static CarnetConfig config(String unit, FreshDatabase database) {
        CarnetConfig.Builder config = CarnetConfig.builder()
                .session("DBIC")
                .set("schema_class", unit)
                .set("resultset", "MySession")
                .set("id_column", "my_session_id")
                .set("data_column", "my_session_data");
        return (database == null ? config : config.set("dsn", database.url())).build();
    }

    static Stream<Arguments> units() {
        return Arrays.stream(Provider.values())
                .flatMap(provider -> Stream.of("shop", "eager", "managed").map(unit -> Arguments.of(provider, unit)));
    }

    @ParameterizedTest
    @MethodSource("units")
    void a_dsn_takes_the_place_of_the_units_own_data_source(Provider provider, String unit) {
        FreshDatabase database = FreshDatabase.h2(directory);
        database.sql(DatabaseKind.H2.ddl(MySession.DDL, provider));
        try (OnlyProvider only = OnlyProvider.of(provider);
                SessionEngine engine = config(unit, database).open()) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            Session session = engine.create();
            session.put("n", 1);
            engine.flush(session);

            assertThat(engine.retrieve(session.id()).orElseThrow().get("n")).isEqualTo(1);
        }
        database.drop();
    }

    @ParameterizedTest
    @EnumSource
    void a_unit_whose_only_connections_are_the_containers_is_refused(Provider provider) {
        try (OnlyProvider only = OnlyProvider.of(provider)) {
            assertThat(only.getPersistenceProviders()).hasSize(1);
            CarnetConfig config = config("managed", null);

            assertThatThrownBy(config::open)
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("schema_class")
                    .hasMessageContaining("has only a jta-data-source")
                    .hasMessageContaining("Add a non-jta-data-source");
        }
    }

    @Test
    void a_factory_that_cannot_be_made_is_told_in_carnets_words() {
        Supplier<EntityManagerFactory> broken = () -> {
            throw new PersistenceException("the mapping is wrong");
        };
        CarnetConfig config =
                CarnetConfig.builder().session("DBIC").set("schema", broken).build();

        assertThatThrownBy(config::open)
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("the supplied EntityManagerFactory cannot be created")
                .hasMessageContaining("the mapping is wrong");
    }
}
