package dev.carnet.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.encryption.EncryptedSessionStore;
import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An encrypted session of which somebody has changed a part. The first byte says which, the second the store's encoding, the
 * others are what stands there now.
 */
class EncryptedValueFuzzTest {
    private static final String KEY = "A".repeat(43);
    private static final List<EncodedStore> STORES = Arrays.stream(
                    new Encoding[] {Encoding.JSON_TEXT, Encoding.BSON, Encoding.BYTES})
            .map(EncodedStore::new)
            .toList();

    @Fuzzed
    void what_was_changed_is_never_read_as_something_else(byte[] input) {
        if (input.length < 2) {
            return;
        }
        Bounds.check(input.length, () -> {
            EncodedStore below = STORES.get((input[1] & 0xff) % STORES.size());
            EncryptionOptions options =
                    new EncryptionOptions(EncryptionKeys.of(KEY, List.of()), (input[0] & 8) != 0, false);
            check(below, EncryptedSessionStore.around(below, options), input);
        });
    }

    private static void check(EncodedStore below, SessionStore store, byte[] input) {
        SessionRecord original = below.plain();
        below.clear();
        assertThat(store.create(original)).isTrue();
        SessionRecord sealed = below.stored();
        byte[] planted = Arrays.copyOfRange(input, 2, input.length);
        boolean isSame = below.plant(planted(sealed, input[0] & 7, planted)).equals(sealed);

        SessionKey key = below.stored().header().key();
        Optional<SessionRecord> read = Optional.empty();
        try {
            read = store.find(key);
        } catch (UnreadableSessionException | SessionStoreException refused) {
            assertThat(isSame).isFalse();
        }
        read.ifPresent(found -> found.attributes().values().forEach((name, value) -> {
            if (!value.isSealed()) {
                assertThat(value).isEqualTo(original.attributes().get(name));
            }
        }));
        read.ifPresent(found -> assertThat(found.header().principal())
                .isEqualTo(original.header().principal()));
        assertThat(store.scan(SessionQuery.ALL.withAttributes(), null, 10)).isNotNull();
        assertThat(store.scan(SessionQuery.ALL, null, 10).sessions()).hasSize(1);
    }

    private static SessionRecord planted(SessionRecord sealed, int part, byte[] planted) {
        Map<String, Encoded> values = new LinkedHashMap<>(sealed.attributes().values());
        List<String> names = List.copyOf(values.keySet());
        String text = new String(planted, StandardCharsets.UTF_8);
        return switch (part) {
            case 0 -> new SessionRecord(sealed.header().withPrincipal(text), sealed.attributes());
            case 1 -> new SessionRecord(withHandle(sealed.header(), text), sealed.attributes());
            case 2 -> {
                values.put(names.get(0), Encoded.of(planted, null));
                yield new SessionRecord(sealed.header(), new Attributes(values));
            }
            case 3 -> {
                values.remove(names.get(planted.length % names.size()));
                yield new SessionRecord(sealed.header(), new Attributes(values));
            }
            default -> {
                values.put(names.get(part % names.size()), Encoded.of(planted, Encoded.SEALED));
                yield new SessionRecord(sealed.header(), new Attributes(values));
            }
        };
    }

    private static SessionHeader withHandle(SessionHeader header, String handle) {
        return new SessionHeader(
                header.key(),
                header.hashed(),
                handle,
                header.version(),
                header.createdAt(),
                header.lastAccessedAt(),
                header.maxIdle(),
                header.endsAt(),
                header.expiresAt(),
                header.principal(),
                header.size());
    }
}
