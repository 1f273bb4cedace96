package dev.carnet.encryption;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreEncryption;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The block {@code encryption} of a configuration. */
public final class CarnetEncryption implements StoreEncryption.Provider {
    private static final Setting<String> KEY = Setting.secret("key")
            .describedAs("the key that encrypts sessions, as 'carnet key' generates it; best set by a variable");
    private static final Setting<List<String>> OLD_KEYS =
            Setting.secrets("old_keys").describedAs("earlier keys, which only decrypt");
    private static final Setting<String> KEYSET =
            Setting.text("keyset").describedAs("a file with a Tink keyset in unencrypted JSON, instead of keys");
    private static final Setting<Boolean> HIDE_USERS =
            Setting.flag("hide_users").defaultsTo(false).describedAs("whether user names are encrypted too");
    private static final Setting<Boolean> ACCEPT_PLAIN = Setting.flag("accept_plain")
            .defaultsTo(false)
            .describedAs("whether unencrypted sessions are read, until 'carnet reencrypt' has run");

    @Override
    public List<Setting<?>> settings() {
        return List.of(KEY, OLD_KEYS, KEYSET, HIDE_USERS, ACCEPT_PLAIN);
    }

    @Override
    public StoreEncryption create(Settings settings) {
        EncryptionKeys keys = keys(settings);
        try {
            return new EncryptionOptions(keys, settings.get(HIDE_USERS), settings.get(ACCEPT_PLAIN));
        } catch (IllegalArgumentException e) {
            throw settings.invalid(HIDE_USERS, String.valueOf(e.getMessage()));
        }
    }

    private static EncryptionKeys keys(Settings settings) {
        if (settings.has(KEY) == settings.has(KEYSET)) {
            throw settings.invalid(
                    KEY,
                    settings.has(KEY)
                            ? "there is a keyset as well; keep one of them"
                            : "encryption needs a key; generate one with 'carnet key' and set it as key:"
                                    + " ${CARNET_KEY}");
        }
        if (settings.has(KEYSET)) {
            if (settings.has(OLD_KEYS)) {
                throw settings.invalid(OLD_KEYS, "old keys belong in the keyset; remove them here");
            }
            return keyset(settings);
        }
        String key = settings.get(KEY);
        List<String> old = settings.find(OLD_KEYS).orElse(List.of());
        try {
            EncryptionKeys.numberOf(key);
        } catch (IllegalArgumentException e) {
            throw settings.invalid(KEY, "this key (not shown here) cannot be used: " + e.getMessage());
        }
        requireOldKeys(settings, key, old);
        return EncryptionKeys.of(key, old);
    }

    /** A key that is there twice shows that a rotation went wrong: the current key was not replaced, or an old one was lost. */
    private static void requireOldKeys(Settings settings, String key, List<String> old) {
        List<String> before = new ArrayList<>(List.of(key));
        for (int i = 0; i < old.size(); i++) {
            String which = "old key " + (i + 1) + " of " + old.size() + " (not shown here) ";
            try {
                EncryptionKeys.of(old.get(i), before);
            } catch (IllegalArgumentException e) {
                throw settings.invalid(OLD_KEYS, which + "cannot be used: " + e.getMessage());
            }
            String number = EncryptionKeys.numberOf(old.get(i));
            int twin = before.stream().map(EncryptionKeys::numberOf).toList().indexOf(number);
            if (twin == 0) {
                throw settings.invalid(
                        OLD_KEYS,
                        which + "is the key " + number
                                + ", which is also the current key; remove it here, or set encryption.key to the new"
                                + " key");
            }
            if (twin > 0) {
                throw settings.invalid(
                        OLD_KEYS,
                        which + "is the key " + number + ", as old key " + twin
                                + " is; remove one of them, or set it to the old key that is missing");
            }
            before.add(old.get(i));
        }
    }

    private static EncryptionKeys keyset(Settings settings) {
        try {
            return EncryptionKeys.ofKeysetFile(Path.of(settings.get(KEYSET)));
        } catch (UncheckedIOException e) {
            throw settings.invalid(
                    KEYSET,
                    e.getCause() instanceof NoSuchFileException
                            ? "there is no such file"
                            : "the file cannot be read: " + e.getCause());
        } catch (IllegalArgumentException e) {
            ConfigurationException invalid = settings.invalid(KEYSET, String.valueOf(e.getMessage()));
            invalid.initCause(e);
            throw invalid;
        }
    }
}
