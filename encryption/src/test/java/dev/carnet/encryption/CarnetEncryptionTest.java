package dev.carnet.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
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
    void old_keys_count_in_any_order() {
        String first = EncryptionKeys.newKey();
        String second = EncryptionKeys.newKey();

        parse("encryption:\n  key: ${CARNET_KEY}\n  old_keys: [" + first + ", " + second + "]\n");
        parse("encryption:\n  key: ${CARNET_KEY}\n  old_keys: [" + second + ", " + first + "]\n");
    }

    @Test
    void an_old_key_that_is_none_is_named_by_its_place() {
        String old = EncryptionKeys.newKey();

        assertThatThrownBy(() -> parse("encryption:\n  key: ${CARNET_KEY}\n  old_keys: [" + old + ", " + old + "]\n"))
                .hasMessageContaining(
                        "carnet.yml line 4, encryption.old_keys: old key 2 of 2 (not shown here) is the key "
                                + EncryptionKeys.numberOf(old) + ", as old key 1 is; remove one of them")
                .hasMessageNotContaining(old);
        assertThatThrownBy(() -> parse("encryption:\n  key: ${CARNET_KEY}\n  old_keys: [" + old + ", shorter]\n"))
                .hasMessageContaining("old key 2 of 2 (not shown here) cannot be used: it is 5 bytes, not 32");
    }

    @Test
    void the_current_key_among_the_old_ones_is_an_error() {
        assertThatThrownBy(() -> parse("encryption:\n  key: ${CARNET_KEY}\n  old_keys: [\"${CARNET_KEY}\"]\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "carnet.yml line 4, encryption.old_keys: old key 1 of 1 (not shown here) is the key "
                                + EncryptionKeys.numberOf(key)
                                + ", which is also the current key; remove it here, or set encryption.key to the new key")
                .hasMessageNotContaining(key);
    }

    /** Two of a hundred thousand keys. */
    @Test
    void of_two_keys_with_one_number_none_is_overlooked() {
        String one = key(69300);
        String other = key(88884);
        assertThat(EncryptionKeys.numberOf(one)).isEqualTo(EncryptionKeys.numberOf(other));

        assertThatThrownBy(() -> EncryptionKeys.of(one, List.of(other)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("its number d90c21aa is also that of a different key")
                .hasMessageNotContaining(other);
        assertThatThrownBy(() -> parse("encryption:\n  key: " + one + "\n  old_keys: [" + other + "]\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(
                        "old key 1 of 1 (not shown here) cannot be used: its number d90c21aa is also that");
    }

    private static String key(int end) {
        byte[] bytes = ByteBuffer.allocate(32).putInt(28, end).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
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
