package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code carnet.properties}, as a file. Nothing is opened. */
class PropertiesConfigurationFuzzTest {
    private static final Path FILE = Path.of("target", "fuzzed.properties");

    @Fuzzed
    void a_configuration_is_read_or_refused(byte[] input) throws IOException {
        Files.write(FILE, input);
        Bounds.check(input.length, () -> {
            try {
                assertThat(CarnetConfig.load(FILE, name -> null).session()).isNotEmpty();
            } catch (ConfigurationException refused) {
                assertThat(refused.getMessage()).startsWith(FILE.toString());
            }
        });
    }
}
