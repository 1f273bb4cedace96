package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;

/** {@code carnet.yml}. Nothing is opened. */
class YamlConfigurationFuzzTest {
    @Fuzzed
    void a_configuration_is_read_or_refused(byte[] input) {
        Bounds.check(input.length, () -> {
            try {
                assertThat(CarnetConfig.parse("carnet.yml", Text.of(input), name -> null)
                                .session())
                        .isNotEmpty();
            } catch (ConfigurationException refused) {
                assertThat(refused.getMessage()).startsWith("carnet.yml");
            }
        });
    }
}
