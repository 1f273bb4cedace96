package dev.carnet.jpa;

import dev.carnet.spi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * How a database is asked for an entity's row. In MariaDB and MySQL the usual collations overlook case, accents and blanks at
 * the end; there a digest, which overlooks nothing, is compared besides. It is no secret and guards against nobody.
 *
 * @param entity the entity, {@code e} in queries
 * @param overlooks whether the database may take one text for another
 */
record Conditions(SessionEntity entity, boolean overlooks) {
    /** The row with a key, or with one that the database takes for it: where more is compared, or looked at, that is enough. */
    BoundQuery key(String query, SessionKey key) {
        return new BoundQuery(query + " WHERE e." + entity.id().name() + " = :key").with("key", key.value());
    }

    /** The row with a key and no other. */
    BoundQuery exactKey(String query, SessionKey key) {
        BoundQuery found = key(query, key);
        return overlooks
                ? found.and(digestOf(entity.id()) + " = :exact_key").with("exact_key", digest(key.value()))
                : found;
    }

    /** The row with a key, if just this text stands there. */
    BoundQuery keyAndData(String query, SessionKey key, String asRead) {
        Object stored = entity.dataType().stored(asRead);
        boolean byDigest = overlooks && stored instanceof String;
        String data = byDigest ? digestOf(entity.data()) : "e." + entity.data().name();
        return key(query, key).and(data + " = :as_read").with("as_read", byDigest ? digest(asRead) : stored);
    }

    /** Makes others who want the row with a key wait for the end of this transaction, and changes nothing. */
    BoundQuery lock(SessionKey key) {
        String id = "e." + entity.id().name();
        return key("UPDATE " + entity.name() + " e SET " + id + " = " + id, key);
    }

    private static String digestOf(EntityAttribute attribute) {
        return "FUNCTION('SHA1', e." + attribute.name() + ")";
    }

    private static String digest(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JRE has SHA-1", impossible);
        }
    }
}
