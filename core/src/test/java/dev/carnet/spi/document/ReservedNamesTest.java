package dev.carnet.spi.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedNamesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"", "user", "__carne", "__carnet", "__carnet=", "__carnet=x", "__carnet=__carnet=", "__CARNET"})
    void every_name_can_be_stored_and_read_back(String name) {
        String stored = ReservedNames.escape(name);

        assertThat(ReservedNames.isReserved(stored)).isFalse();
        assertThat(ReservedNames.unescape(stored)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"__carnet", "__carnet_version", "__carnets"})
    void a_stores_own_names_are_told_apart(String stored) {
        assertThat(ReservedNames.isReserved(stored)).isTrue();
    }
}
