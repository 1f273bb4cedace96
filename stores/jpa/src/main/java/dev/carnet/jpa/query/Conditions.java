package dev.carnet.jpa.query;

import dev.carnet.jpa.entity.EntityAttribute;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.jpa.query.Abilities.Data;
import dev.carnet.jpa.query.Abilities.Keys;
import dev.carnet.spi.SessionKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How a database is asked for an entity's row. In MariaDB and MySQL the usual collations overlook case, accents and blanks at
 * the end; there a digest, which overlooks nothing, is compared besides. It is no secret and guards against nobody.
 *
 * @param entity the entity, {@code e} in queries
 * @param abilities how the database compares its columns
 * @param overlooks whether the database may take one text for another
 * @param lockTimeout how long a write waits for a row that is locked
 */
public record Conditions(SessionEntity entity, Abilities abilities, boolean overlooks, Duration lockTimeout) {
    /** The row with a key, or with one that the database takes for it: where more is compared, or looked at, that is enough. */
    public BoundQuery key(String query, SessionKey key) {
        return new BoundQuery(query)
                .and("e." + entity.id().name() + " = :key")
                .with("key", key.value())
                .within(lockTimeout);
    }

    /** The row with a key and no other; where {@link #locksKeys} that has to be seen to before. */
    public BoundQuery exactKey(String query, SessionKey key) {
        BoundQuery found = key(query, key);
        return abilities.keys() == Keys.DIGEST
                ? found.and(digestOf(entity.id()) + " = :exact_key").with("exact_key", digest(key.value()))
                : found;
    }

    /**
     * The rows with any of some keys, or with what the database takes for one: not more than some hundred. One by one and not
     * {@code IN}, so that a converter of the key sees each.
     */
    public BoundQuery keys(String query, List<SessionKey> keys) {
        BoundQuery found = new BoundQuery(query)
                .and(IntStream.range(0, keys.size())
                        .mapToObj(i -> "e." + entity.id().name() + " = :key" + i)
                        .collect(Collectors.joining(" OR ", "(", ")")))
                .within(lockTimeout);
        for (int i = 0; i < keys.size(); i++) {
            found.with("key" + i, keys.get(i).value());
        }
        return found;
    }

    /** Whether an exact key is found only by locking its row and reading it. */
    public boolean locksKeys() {
        return abilities.keys() == Keys.LOCKED;
    }

    /** Whether the data is compared only by locking its row and reading it. */
    public boolean locksData() {
        return abilities.data() == Data.LOCKED;
    }

    /** Whether the database finds parts of the data. */
    public boolean looksInside() {
        return abilities.data() == Data.PARTS;
    }

    /** The row with a key, if just this text stands there. */
    public BoundQuery keyAndData(String query, SessionKey key, String asRead) {
        Object stored = entity.dataType().stored(asRead);
        boolean byDigest = overlooks && stored instanceof String;
        String data = byDigest ? digestOf(entity.data()) : "e." + entity.data().name();
        return key(query, key).and(data + " = :as_read").with("as_read", byDigest ? digest(asRead) : stored);
    }

    /** Makes others who want the row with a key wait for the end of this transaction, and changes nothing. */
    public BoundQuery lock(SessionKey key) {
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
