package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.dancer.dsn.PerlDsn;
import dev.carnet.error.ConfigurationException;
import java.util.List;
import java.util.Map;

/** Where a store is, as Perl or Java says it. Nothing is opened. */
class DsnFuzzTest {
    private static final List<String> ENGINES = List.of(
            "DBI.dsn", "Redis.server", "Redis.sentinel", "MongoDB.mongodb_uri", "MongoDB.mongodb_host", "KiokuDB.dsn");

    @Fuzzed
    void a_place_is_understood_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            String text = Text.of(input);
            perl(text);
            ENGINES.forEach(each -> configured(each, text));
        });
    }

    private static void perl(String text) {
        try {
            PerlDsn.of(text).ifPresent(dsn -> assertThat(dsn.target().url()).startsWith("jdbc:"));
        } catch (IllegalArgumentException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static void configured(String key, String text) {
        String engine = key.substring(0, key.indexOf('.'));
        try {
            CarnetConfig config = CarnetConfig.ofProperties(
                    "fuzz", Map.of("carnet.session", engine, "carnet.engines.session." + key, text), name -> null);
            // Whose hosts would be looked up.
            if (!engine.equals("MongoDB")) {
                config.setup();
            }
        } catch (ConfigurationException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }
}
