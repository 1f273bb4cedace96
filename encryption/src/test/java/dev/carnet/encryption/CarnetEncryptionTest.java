package dev.carnet.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The block {@code encryption} of a configuration. */
class CarnetEncryptionTest {
    private final String key = EncryptionKeys.newKey();

    private CarnetConfig parse(String encryption) {
        return CarnetConfig.parse("carnet.yml", "session: Memory\n" + encryption, Map.of("CARNET_KEY", key)::get);
    }

    @Test
    void a_key_from_the_environment_is_enough() {
        try (SessionEngine engine = parse("encryption:\n  key: ${CARNET_KEY}\n").open()) {
            Session session = engine.newSession();
            session.put("cart", "book");
            engine.flush(session);

            EncryptedSessionStore store =
                    engine.store().unwrap(EncryptedSessionStore.class).orElseThrow();
            SessionRecord raw = store.unwrap(dev.carnet.memory.MemorySessionStore.class)
                    .orElseThrow()
                    .findByHandle(session.handle())
                    .orElseThrow();
            assertThat(raw.attributes().values().values()).allMatch(Encoded::isSealed);
            assertThat(engine.retrieve(session.id()).orElseThrow().get("cart")).isEqualTo("book");
        }
    }

    @Test
    void properties_say_it_too() {
        CarnetConfig config = CarnetConfig.ofProperties(
                "test",
                Map.of(
                        "carnet.session",
                        "Memory",
                        "carnet.encryption.key",
                        key,
                        "carnet.encryption.old-keys[0]",
                        EncryptionKeys.newKey(),
                        "carnet.encryption.hide-users",
                        "true"));

        try (SessionEngine engine = config.open()) {
            assertThat(engine.store().unwrap(EncryptedSessionStore.class)).isPresent();
        }
    }

    @Test
    void code_hands_in_what_it_has() {
        CarnetConfig config = CarnetConfig.builder()
                .session("Memory")
                .encryption(EncryptionOptions.of(EncryptionKeys.of(key, List.of())))
                .build();

        try (SessionEngine engine = config.open()) {
            assertThat(engine.store().unwrap(EncryptedSessionStore.class)).isPresent();
        }
    }

    @Test
    void a_block_without_a_key_says_how_to_make_one() {
        assertThatThrownBy(() -> parse("encryption:\n  hide_users: true\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("encryption.key: encryption needs a key; generate one with 'carnet key'");
    }

    @Test
    void a_variable_that_is_not_set_is_an_error_and_no_engine_without_encryption() {
        assertThatThrownBy(() -> parse("encryption:\n  key: ${OTHER_KEY}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("encryption.key")
                .hasMessageContaining("OTHER_KEY");
    }

    @Test
    void a_key_that_is_none_is_named_and_not_shown() {
        assertThatThrownBy(() -> parse("encryption:\n  key: swordfish\n"))
                .hasMessageContaining("carnet.yml line 3, encryption.key")
                .hasMessageContaining("carnet key")
                .hasMessageNotContaining("swordfish");
        assertThatThrownBy(() -> parse("encryption:\n  key: ${CARNET_KEY}\n  old_keys: [swordfish]\n"))
                .hasMessageContaining("encryption.old_keys")
                .hasMessageNotContaining("swordfish");
    }

    @Test
    void a_misspelt_key_is_an_error() {
        assertThatThrownBy(() -> parse("encryption:\n  key: ${CARNET_KEY}\n  hide_user: true\n"))
                .hasMessageContaining("encryption.hide_user: there is no such setting; did you mean hide_users?");
        assertThatThrownBy(() -> parse("encryptoin:\n  key: ${CARNET_KEY}\n"))
                .hasMessageContaining("did you mean encryption?");
        assertThatThrownBy(() -> parse("encryption: true\n")).hasMessageContaining("this must be a group of keys");
    }

    @Test
    void all_its_settings_are_known() {
        assertThat(CarnetConfig.knownSettings())
                .containsKeys("encryption.key", "encryption.old_keys", "encryption.keyset", "encryption.hide_users");
    }
}
