package dev.carnet.encryption;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.DeterministicAead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.daead.DeterministicAeadConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of encrypted sessions: one that encrypts, and any number that only decrypt. Never shows a key. Immutable and
 * thread-safe.
 *
 * <p>A {@linkplain #of Carnet key} encrypts values and user names. Alternatively use Tink keysets, such as one protected
 * by a key-management service:
 *
 * <pre>{@code
 * KeysetHandle values = TinkJsonProtoKeysetFormat.parseEncryptedKeyset(json, kmsClient.getAead(keyUri), new byte[0]);
 * EncryptionKeys keys = EncryptionKeys.ofKeysets(values, null);
 * }</pre>
 */
public final class EncryptionKeys {
    /** Tink's prefix of ciphertexts with a key number. */
    static final byte NUMBERED = 1;

    static final int PREFIX = 1 + Integer.BYTES;

    private final Aead values;
    private final int writing;
    private final Set<Integer> numbers;
    private final List<DeterministicAead> users;

    private EncryptionKeys(KeysetHandle values, List<KeysetHandle> users) throws GeneralSecurityException {
        this.values = values.getPrimitive(RegistryConfiguration.get(), Aead.class);
        this.writing = values.getPrimary().getId();
        this.numbers = new LinkedHashSet<>();
        for (int i = 0; i < values.size(); i++) {
            KeysetHandle.Entry entry = values.getAt(i);
            if (entry.getKey().getIdRequirementOrNull() == null) {
                throw new IllegalArgumentException(
                        "the keyset has a key without a prefix (RAW), so a value does not identify its key;"
                                + " generate it with a template such as AES256_GCM, whose prefix is TINK");
            }
            numbers.add(entry.getId());
        }
        List<DeterministicAead> all = new ArrayList<>();
        for (KeysetHandle each : users) {
            all.add(each.getPrimitive(RegistryConfiguration.get(), DeterministicAead.class));
        }
        this.users = List.copyOf(all);
    }

    /** Generates a key: 256 random bits as 43 characters of base64url. */
    public static String newKey() {
        return MasterKey.newText();
    }

    /**
     * The public number of a key, which messages use.
     *
     * @throws IllegalArgumentException if the text is not a key; the message contains none of it
     */
    public static String numberOf(String key) {
        return number(MasterKey.of(key).id());
    }

    /**
     * Keys that {@link #newKey} generated.
     *
     * @param key the key that encrypts
     * @param old keys that only decrypt
     * @throws IllegalArgumentException if one of them is not a key, or two different ones have the same number; the message
     *     contains none of them
     */
    public static EncryptionKeys of(String key, Collection<String> old) {
        MasterKey first = MasterKey.of(key);
        Map<Integer, MasterKey> all = new LinkedHashMap<>(Map.of(first.id(), first));
        old.stream().map(MasterKey::of).forEach(each -> add(each, all));
        register();
        try {
            KeysetHandle.Builder values = KeysetHandle.newBuilder();
            List<KeysetHandle> users = new ArrayList<>();
            for (MasterKey each : all.values()) {
                KeysetHandle.Builder.Entry entry = each.forValues();
                values.addEntry(each == first ? entry.makePrimary() : entry);
                users.add(KeysetHandle.newBuilder()
                        .addEntry(each.forUsers().makePrimary())
                        .build());
            }
            return new EncryptionKeys(values.build(), users);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink does not accept keys that were generated for it", e);
        }
    }

    /** A number of 32 bits is not unique; under one number a value would be decrypted with one of two keys only. */
    private static void add(MasterKey key, Map<Integer, MasterKey> all) {
        MasterKey known = all.putIfAbsent(key.id(), key);
        if (known != null && !known.isSame(key)) {
            throw new IllegalArgumentException(
                    "its number " + number(key.id())
                            + " is also that of a different key; use one of them alone, and generate another with 'carnet key'");
        }
    }

    /**
     * Tink keysets.
     *
     * @param values a keyset of the primitive {@link Aead}, all keys with Tink's prefix; its primary key encrypts
     * @param users a keyset of the primitive {@link DeterministicAead}, for user names; null if these are not hidden
     * @throws IllegalArgumentException if a keyset is not of that primitive or has a key without a prefix
     */
    public static EncryptionKeys ofKeysets(KeysetHandle values, @Nullable KeysetHandle users) {
        register();
        try {
            return new EncryptionKeys(values, users == null ? List.of() : each(users));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Tink cannot use the keyset: " + e.getMessage()
                            + "; values need the primitive Aead, users DeterministicAead",
                    e);
        }
    }

    /** A keyset for each key of a keyset, the primary one first, to get a user's name under each of them. */
    private static List<KeysetHandle> each(KeysetHandle users) throws GeneralSecurityException {
        List<KeysetHandle> all = new ArrayList<>();
        for (int i = 0; i < users.size(); i++) {
            KeysetHandle.Entry entry = users.getAt(i);
            KeysetHandle one = KeysetHandle.newBuilder()
                    .addEntry(KeysetHandle.importKey(entry.getKey())
                            .withFixedId(entry.getId())
                            .makePrimary())
                    .build();
            all.add(entry.isPrimary() ? 0 : all.size(), one);
        }
        return all;
    }

    /**
     * A keyset for values in a file, as Tink's unencrypted JSON, such as {@code tinkey create-keyset} writes. It cannot
     * hide user names.
     *
     * @throws IllegalArgumentException if it does not contain such a keyset
     * @throws UncheckedIOException if it cannot be read
     */
    public static EncryptionKeys ofKeysetFile(Path file) {
        register();
        try {
            return ofKeysets(
                    TinkJsonProtoKeysetFormat.parseKeyset(
                            Files.readString(file), RegistryConfiguration.get(), InsecureSecretKeyAccess.get()),
                    null);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    file + " does not contain an unencrypted Tink keyset in JSON; supply an encrypted one in code", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void register() {
        try {
            AeadConfig.register();
            DeterministicAeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Tink cannot be set up", e);
        }
    }

    Aead values() {
        return values;
    }

    /** The primitives for user names, the current key first; empty if names cannot be hidden. */
    List<DeterministicAead> users() {
        return users;
    }

    /** Whether the current key encrypted this. */
    boolean isCurrent(byte[] encrypted) {
        return keyOf(encrypted) == writing;
    }

    boolean isKnown(byte[] encrypted) {
        return numbers.contains(keyOf(encrypted));
    }

    static String keyNumberOf(byte[] encrypted) {
        return encrypted.length < PREFIX ? "without a number" : number(keyOf(encrypted));
    }

    private static int keyOf(byte[] encrypted) {
        return encrypted.length < PREFIX || encrypted[0] != NUMBERED
                ? 0
                : (encrypted[1] & 0xff) << 24
                        | (encrypted[2] & 0xff) << 16
                        | (encrypted[3] & 0xff) << 8
                        | (encrypted[4] & 0xff);
    }

    private static String number(int id) {
        return String.format("%08x", id);
    }

    /** Shows the numbers of the current key and of the old ones. */
    @Override
    public String toString() {
        List<String> all = new ArrayList<>();
        numbers.stream().filter(each -> each != writing).forEach(each -> all.add(number(each)));
        return "EncryptionKeys[" + number(writing) + (all.isEmpty() ? "" : ", old " + String.join(", ", all)) + "]";
    }
}
