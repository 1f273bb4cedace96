package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.ConfigurationException;
import dev.carnet.jpa.entity.JpaOptions;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.mappings.EntityMappings;
import dev.carnet.jpa.mappings.IdMappings;
import dev.carnet.jpa.mappings.Namesakes;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.FreshDatabase;
import jakarta.persistence.EntityManagerFactory;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A name in a setting means one entity and one attribute, the same in every process, or is an error. */
@ParameterizedClass
@EnumSource
class EntityNamesTest {
    @Parameter
    private Provider provider;

    @TempDir
    private Path directory;

    private FreshDatabase database;
    private HikariDataSource pool;
    private EntityManagerFactory unit;

    @BeforeEach
    void open() {
        database = FreshDatabase.h2(directory);
        pool = Provider.pool(database.url());
        unit = provider.open(
                pool,
                EntityMappings.Base.class,
                Namesakes.Zed.class,
                Namesakes.Account.class,
                Namesakes.Old.Ledger.class,
                Namesakes.New.Ledger.class,
                Namesakes.Crossed.class,
                Namesakes.Similar.class,
                EntityMappings.Overridden.class,
                IdMappings.InEmbeddedId.class,
                IdMappings.EmbeddedKey.class);
    }

    @AfterEach
    void close() {
        unit.close();
        pool.close();
        database.drop();
    }

    private SessionEntity found(String entity, String id, String data) {
        return UnitInspection.entity(
                unit,
                new JpaOptions(entity, id, data, Map.of()),
                Settings.builder(String::valueOf).build());
    }

    @Test
    void an_entitys_own_name_takes_precedence_over_another_class() {
        assertThat(found("Account", "sid", "payload").type()).isEqualTo(Namesakes.Zed.class);
        assertThat(found("Customer", "sid", "payload").type()).isEqualTo(Namesakes.Account.class);
        assertThat(found(Namesakes.Account.class.getName(), "sid", "payload").type())
                .isEqualTo(Namesakes.Account.class);
        assertThat(found("Zed", "sid", "payload").type()).isEqualTo(Namesakes.Zed.class);
    }

    @Test
    void two_entities_that_a_name_can_mean_are_listed() {
        assertThatThrownBy(() -> found("Ledger", "sid", "payload"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("resultset: 'Ledger' is ambiguous: NewLedger (")
                .hasMessageContaining("OldLedger (")
                .hasMessageEndingWith("; write one of these names exactly");
    }

    @Test
    void a_column_takes_precedence_over_an_attribute_of_a_similar_name() {
        assertThat(found(Namesakes.Crossed.class.getName(), "sid", "sessionData")
                        .data()
                        .name())
                .isEqualTo("sessionData");
        assertThat(found(Namesakes.Crossed.class.getName(), "SID", "session_data")
                        .data()
                        .name())
                .isEqualTo("payload");
        assertThat(found(Namesakes.Crossed.class.getName(), "sid", "Session_Data")
                        .data()
                        .name())
                .isEqualTo("payload");
    }

    @Test
    void two_attributes_that_a_name_can_mean_are_listed() {
        String similar = Namesakes.Similar.class.getName();
        assertThat(found(similar, "sid", "session_text").data().name()).isEqualTo("session_text");
        assertThat(found(similar, "sid", "sessionText").data().name()).isEqualTo("sessionText");
        assertThatThrownBy(() -> found(similar, "sid", "SessionText"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("data_column: 'SessionText' is ambiguous: sessionText (")
                .hasMessageContaining("session_text (");
    }

    @Test
    void a_column_is_found_that_an_override_names() {
        SessionEntity entity = found(EntityMappings.Overridden.class.getName(), "session_key", "session_text");

        assertThat(entity.id().name()).isEqualTo("sid");
        assertThat(entity.data().name()).isEqualTo("payload");
    }

    @Test
    void one_attribute_is_not_both_id_and_data() {
        assertThatThrownBy(() -> found("Account", "sid", "SID"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("data_column: the attribute sid")
                .hasMessageContaining("is used for two purposes");
    }

    @Test
    void an_attribute_inside_an_embeddable_class_is_told() {
        for (String written : new String[] {"sid", "key.sid"}) {
            assertThatThrownBy(() -> found(IdMappings.InEmbeddedId.class.getName(), written, "payload"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("key.sid inside an embeddable class")
                    .hasMessageContaining("a second unique column");
        }
    }

    @Test
    void what_is_not_there_is_an_error_that_lists_what_is() {
        assertThatThrownBy(() -> found("Account", "sid", "text"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("has no attribute or column 'text'; there are: ")
                .hasMessageContaining("payload");
    }
}
