package dev.carnet.jpa.query;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.jpa.entity.EntityAttribute;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.DocumentParts;
import dev.carnet.spi.document.WholeDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an entity that has an id and data, and perhaps attributes for something of the bookkeeping: copies of what
 * the data holds, for the application's own queries. Ours use them only to look at fewer rows.
 */
public final class DocumentQueries {
    private final SessionEntity entity;
    private final Conditions conditions;
    private final DocumentParts parts;
    private final String from;
    private final String select;
    private final String update;
    private final String touch;

    public DocumentQueries(SessionEntity entity, Conditions conditions) {
        this.entity = entity;
        this.conditions = conditions;
        String data = "e." + entity.data().name();
        parts = new DocumentParts(data);
        from = " FROM " + entity.name() + " e";
        select = "SELECT e." + entity.id().name() + ", " + data + from;
        update = "UPDATE " + entity.name() + " e SET ";
        touch = data + " = " + parts.touched(":beginning", ":expires", ":expires");
    }

    public BoundQuery find(SessionKey key) {
        return conditions.key(select, key);
    }

    /** What under a key just this text stands for. */
    public BoundQuery find(SessionKey key, String asRead) {
        return conditions.keyAndData(select, key, asRead);
    }

    /** Stores a session where under a key just this text stands. */
    public BoundQuery update(SessionKey key, String asRead, SessionHeader next, String text) {
        return assigned(conditions.keyAndData(assignments(key, next), key, asRead), key, next, text);
    }

    /** Stores a session under a key whose row is locked and known to be the one. */
    public BoundQuery updateLocked(SessionKey key, SessionHeader next, String text) {
        return assigned(conditions.key(assignments(key, next), key), key, next, text);
    }

    private String assignments(SessionKey key, SessionHeader next) {
        StringBuilder set = new StringBuilder(update)
                .append("e.")
                .append(entity.data().name())
                .append(" = :data");
        if (!next.key().equals(key)) {
            set.append(", e.").append(entity.id().name()).append(" = :new_key");
        }
        entity.bookkeeping()
                .forEach((part, copy) ->
                        set.append(", e.").append(copy.name()).append(" = :").append(part.word()));
        return entity.andVersion(set.toString());
    }

    private BoundQuery assigned(BoundQuery query, SessionKey key, SessionHeader next, String text) {
        query.with("data", entity.dataType().stored(text));
        if (!next.key().equals(key)) {
            query.with("new_key", next.key().value());
        }
        entity.bookkeeping().keySet().forEach(part -> query.with(part.word(), entity.value(part, next)));
        return query;
    }

    /** Only for a database that looks inside. */
    public BoundQuery touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        String accessed = WholeDocument.instant(lastAccessedAt);
        List<Copy> copies = new ArrayList<>();
        copy(Part.LAST_ACCESSED_AT, lastAccessedAt, false, copies);
        copy(Part.EXPIRES_AT, expiresAt, true, copies);
        StringBuilder set = new StringBuilder(touch);
        copies.forEach(each -> set.append(", ").append(each.assignment()));
        BoundQuery query = conditions
                .key(update + entity.andVersion(set.toString()), key)
                .and(parts.version() + " = :version")
                .and(parts.accessed() + " < :accessed")
                .with("beginning", WholeDocument.beginning(version, accessed))
                .with("expires", WholeDocument.instant(expiresAt))
                .with("version", WholeDocument.beginning(version))
                .with("accessed", accessed);
        copies.forEach(each -> query.with(each.parameter(), each.value()));
        return query;
    }

    /**
     * What an attribute becomes that holds a copy.
     *
     * @param parameter the parameter in the assignment
     */
    private record Copy(
            String assignment, String parameter, @Nullable Object value) {}

    private void copy(Part part, Instant instant, boolean grows, List<Copy> copies) {
        EntityAttribute attribute = entity.bookkeeping().get(part);
        if (attribute != null) {
            Object value = entity.time(part, instant);
            String path = "e." + attribute.name();
            String next = ":" + part.word();
            String later = grows && value != null
                    ? "CASE WHEN " + path + " < " + next + " THEN " + next + " ELSE " + path + " END"
                    : next;
            copies.add(new Copy(path + " = " + later, part.word(), value));
        }
    }

    public BoundQuery delete(SessionKey key) {
        return conditions.exactKey("DELETE" + from, key);
    }

    /** Deletes the row with a key if its text equals this. */
    public BoundQuery delete(SessionKey key, String asRead) {
        return conditions.keyAndData("DELETE" + from, key, asRead);
    }

    /** What may have expired by an instant, in id order from behind an id: the rest has to be looked into. */
    public BoundQuery findExpired(SweepQuery wanted, String after) {
        Instant by = wanted.by();
        BoundQuery query = behind(wanted.keyPrefix(), after);
        if (entity.bookkeeping().containsKey(Part.EXPIRES_AT)) {
            orUnknown(query, Part.EXPIRES_AT, " <= ", entity.time(Part.EXPIRES_AT, by));
        } else if (conditions.looksInside()) {
            query.and("(" + parts.expires() + " <= :by OR " + parts.beginning() + " <> :ours)")
                    .with("by", WholeDocument.instant(by))
                    .with("ours", WholeDocument.BEGINS_WITH);
        }
        return ordered(query);
    }

    /** All that a query may mean, in id order from behind an id: the rest has to be looked into. */
    public BoundQuery scan(SessionQuery wanted, String after) {
        BoundQuery query = behind(wanted.keyPrefix(), after);
        if (wanted.principal() != null && entity.bookkeeping().containsKey(Part.PRINCIPAL)) {
            orUnknown(query, Part.PRINCIPAL, " = ", wanted.principal());
        }
        return ordered(query);
    }

    /** An empty text is behind nothing; a converter may make anything of it, so it is not compared. */
    private BoundQuery behind(String keyPrefix, String after) {
        BoundQuery query = new BoundQuery(select);
        if (!keyPrefix.isEmpty()) {
            String id = "e." + entity.id().name();
            query.and(id + " >= :prefix AND " + id + " < :prefix_end")
                    .with("prefix", keyPrefix)
                    .with("prefix_end", SessionQuery.endOf(keyPrefix));
        }
        return after.isEmpty()
                ? query
                : query.and("e." + entity.id().name() + " > :after").with("after", after);
    }

    /** A copy is null also in a row that was written before there was one. */
    private void orUnknown(BoundQuery query, Part part, String compared, @Nullable Object value) {
        String path =
                "e." + Objects.requireNonNull(entity.bookkeeping().get(part)).name();
        String parameter = part.word();
        query.and("(" + path + compared + ":" + parameter + " OR " + path + " IS NULL)")
                .with(parameter, value);
    }

    private BoundQuery ordered(BoundQuery query) {
        return query.orderedBy("e." + entity.id().name());
    }
}
