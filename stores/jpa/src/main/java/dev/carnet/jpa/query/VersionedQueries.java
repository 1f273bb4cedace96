package dev.carnet.jpa.query;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.LeaseRecord;
import dev.carnet.spi.document.StoredHeader;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an entity that has an attribute for everything. Every query selects the id, then the parts in the order of
 * {@link SessionEntity#kept}, then the data or its size.
 */
public final class VersionedQueries {
    private final SessionEntity entity;
    private final Conditions conditions;
    private final String from;
    private final String header;
    private final String headerAndData;
    private final String headerAndSize;
    private final String update;
    private final String delete;

    public VersionedQueries(SessionEntity entity, Conditions conditions) {
        this.entity = entity;
        this.conditions = conditions;
        from = " FROM " + entity.name() + " e";
        header = "SELECT "
                + Stream.concat(
                                Stream.of("e." + entity.id().name()),
                                entity.kept().stream().map(this::path))
                        .collect(Collectors.joining(", "));
        headerAndData = header + ", e." + entity.data().name();
        headerAndSize = conditions.looksInside()
                ? header + ", LENGTH(e." + entity.data().name() + ")"
                : headerAndData;
        update = "UPDATE " + entity.name() + " e SET ";
        delete = "DELETE" + from;
    }

    private String path(Part part) {
        return "e." + Objects.requireNonNull(entity.bookkeeping().get(part)).name();
    }

    /** The later of what is stored and a parameter; a stored null is never, and stays. */
    private String later(Part part, String parameter) {
        return "CASE WHEN " + path(part) + " < " + parameter + " THEN " + parameter + " ELSE " + path(part) + " END";
    }

    public BoundQuery find(SessionKey key) {
        return conditions.key(headerAndData + from, key);
    }

    /**
     * Last access and expiry stay if the stored ones are later, which no expiry is when the idle limit is set. A row that
     * somebody else wrote has no version; it is adopted only as it was read.
     *
     * @param text what is stored for the next state
     */
    public BoundQuery update(SessionUpdate write, String text) {
        return assigned(guarded(assignments(write), write.base()), write, text);
    }

    /** Adopts a row that is locked and known to be as it was read. */
    public BoundQuery adoptLocked(SessionUpdate write, String text) {
        SessionKey key = write.base().header().key();
        return assigned(unversioned(conditions.key(assignments(write), key)), write, text);
    }

    private String assignments(SessionUpdate write) {
        SessionRecord base = write.base();
        SessionHeader next = write.next().header();
        boolean adopts = base.header().isForeign();
        StringBuilder set = new StringBuilder(update);
        set.append("e.").append(entity.data().name()).append(" = :data");
        if (write.changesKey()) {
            set.append(", e.").append(entity.id().name()).append(" = :new_key");
        }
        for (Part part : entity.kept()) {
            String parameter = ":" + part.word();
            boolean grows = !adopts
                    && (part == Part.LAST_ACCESSED_AT || (part == Part.EXPIRES_AT && !write.setsMaxIdle()))
                    && entity.value(part, next) != null;
            set.append(", ").append(path(part)).append(" = ").append(grows ? later(part, parameter) : parameter);
        }
        return entity.andVersion(set.toString());
    }

    private BoundQuery assigned(BoundQuery query, SessionUpdate write, String text) {
        SessionHeader next = write.next().header();
        query.with("data", entity.dataType().stored(text));
        if (write.changesKey()) {
            query.with("new_key", next.key().value());
        }
        entity.kept().forEach(part -> query.with(part.word(), entity.value(part, next)));
        return query;
    }

    private BoundQuery guarded(String set, SessionRecord base) {
        SessionKey key = base.header().key();
        if (!base.header().isForeign()) {
            return conditions
                    .key(set, key)
                    .and(path(Part.VERSION) + " = :base_version")
                    .with("base_version", base.header().version());
        }
        BoundQuery adopting = base.asRead() instanceof String text
                ? conditions.keyAndData(set, key, text)
                : conditions.exactKey(set, key);
        return unversioned(adopting);
    }

    private BoundQuery unversioned(BoundQuery query) {
        return query.and("(" + path(Part.VERSION) + " IS NULL OR " + path(Part.VERSION) + " = 0)");
    }

    public BoundQuery touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        Object expires = entity.time(Part.EXPIRES_AT, expiresAt);
        String set = path(Part.LAST_ACCESSED_AT) + " = :accessed, " + path(Part.EXPIRES_AT) + " = "
                + (expires == null ? ":expires" : later(Part.EXPIRES_AT, ":expires"));
        return conditions
                .key(update + entity.andVersion(set), key)
                .and(path(Part.VERSION) + " = :version")
                .and(path(Part.LAST_ACCESSED_AT) + " < :accessed")
                .with("version", version)
                .with("accessed", entity.time(Part.LAST_ACCESSED_AT, lastAccessedAt))
                .with("expires", expires);
    }

    public BoundQuery delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        BoundQuery query = conditions.exactKey(delete, key);
        return ifExpiredBy == null ? query : ifExpired(query, ifExpiredBy);
    }

    /** The same query for expired sessions. */
    public BoundQuery ifExpired(BoundQuery query, Instant by) {
        return query.and(path(Part.EXPIRES_AT) + " <= :by").with("by", entity.time(Part.EXPIRES_AT, by));
    }

    /**
     * The longest expired first, then by id.
     *
     * @param behind the last row met, or null to begin
     */
    public BoundQuery findExpired(SweepQuery wanted, @Nullable EntityPosition behind) {
        String id = "e." + entity.id().name();
        BoundQuery query = new BoundQuery((wanted.attributes() ? headerAndData : headerAndSize) + from)
                .and(path(Part.EXPIRES_AT) + " <= :by")
                .with("by", entity.time(Part.EXPIRES_AT, wanted.by()));
        if (behind != null) {
            query.and("(" + path(Part.EXPIRES_AT) + " > :from OR (" + path(Part.EXPIRES_AT) + " = :from AND " + id
                            + " > :behind))")
                    .with("from", entity.time(Part.EXPIRES_AT, behind.expiresAt()))
                    .with("behind", behind.id());
        }
        andPrefix(query, wanted.keyPrefix());
        return query.orderedBy(path(Part.EXPIRES_AT) + ", " + id);
    }

    private void andPrefix(BoundQuery query, String prefix) {
        if (!prefix.isEmpty()) {
            String id = "e." + entity.id().name();
            query.and(id + " >= :prefix AND " + id + " < :prefix_end")
                    .with("prefix", prefix)
                    .with("prefix_end", SessionQuery.endOf(prefix));
        }
    }

    /** Selects the row that says who sweeps, like {@link #find}, without its data. */
    public BoundQuery lease(SessionKey lease) {
        return conditions.key(header + from, lease);
    }

    /** Extends this sweeper's claim, or takes one that holds nobody up; see {@link LeaseRecord#isFree}. */
    public BoundQuery claim(SessionHeader lease, Instant until) {
        Instant now = lease.lastAccessedAt();
        String ends = path(Part.ENDS_AT);
        String set = path(Part.HANDLE) + " = :sweeper, " + ends + " = :until";
        return conditions
                .key(update + entity.andVersion(set), lease.key())
                .and("(" + path(Part.HANDLE) + " = :sweeper OR " + ends + " IS NULL OR " + ends + " <= :now OR " + ends
                        + " > :latest)")
                .with("sweeper", lease.handle())
                .with("until", entity.time(Part.ENDS_AT, until))
                .with("now", entity.time(Part.ENDS_AT, now))
                .with("latest", entity.time(Part.ENDS_AT, LeaseRecord.latest(now, until)));
    }

    /** The rows with a handle. */
    public BoundQuery findByHandle(String handle) {
        return new BoundQuery(headerAndData + from)
                .and(path(Part.HANDLE) + " = :handle")
                .with("handle", handle);
    }

    /** How many sessions a query means, foreign ones among them; those that lack a part are left out. */
    public BoundQuery count(SessionQuery wanted) {
        String complete = Stream.of(Part.HANDLE, Part.VERSION, Part.CREATED_AT, Part.LAST_ACCESSED_AT)
                .map(each -> path(each) + " IS NOT NULL")
                .collect(Collectors.joining(" AND ", "", " AND " + path(Part.VERSION) + " <> 0"));
        String foreign = path(Part.HANDLE) + " IS NULL AND (" + path(Part.VERSION) + " IS NULL OR " + path(Part.VERSION)
                + " = 0)";
        if (entity.kept().contains(Part.FORMAT)) {
            complete += " AND (" + path(Part.FORMAT) + " IS NULL OR " + path(Part.FORMAT) + " IN ('"
                    + StoredHeader.DIGEST_FORMAT + "', '" + StoredHeader.ID_FORMAT + "'))";
            foreign += " AND " + path(Part.FORMAT) + " IS NULL";
        }
        BoundQuery query = new BoundQuery("SELECT COUNT(e)" + from).and("((" + complete + ") OR (" + foreign + "))");
        addConditions(query, wanted);
        return query;
    }

    /**
     * The sessions a query means, in id order.
     *
     * @param after the id to begin behind, or an empty text; a converter may make anything of that, so it is not compared
     */
    public BoundQuery scan(SessionQuery wanted, String after) {
        BoundQuery query = scan(wanted);
        return after.isEmpty()
                ? query
                : query.and("e." + entity.id().name() + " > :after").with("after", after);
    }

    private BoundQuery scan(SessionQuery wanted) {
        BoundQuery query = new BoundQuery((wanted.attributes() ? headerAndData : headerAndSize) + from);
        addConditions(query, wanted);
        return query.orderedBy("e." + entity.id().name());
    }

    private void addConditions(BoundQuery query, SessionQuery wanted) {
        andPrefix(query, wanted.keyPrefix());
        if (wanted.principal() != null) {
            query.and(path(Part.PRINCIPAL) + " = :principal").with("principal", wanted.principal());
        }
        and(query, Part.LAST_ACCESSED_AT, "<=", true, "idle_since", wanted.idleSince());
        and(query, Part.LAST_ACCESSED_AT, ">=", false, "accessed_since", wanted.accessedSince());
        and(query, Part.EXPIRES_AT, "<=", false, "expired_by", wanted.expiredBy());
        and(query, Part.EXPIRES_AT, ">", true, "live_at", wanted.liveAt());
    }

    private void and(
            BoundQuery query, Part part, String compared, boolean orNull, String parameter, @Nullable Instant instant) {
        if (instant != null) {
            String condition = path(part) + " " + compared + " :" + parameter;
            query.and(orNull ? "(" + condition + " OR " + path(part) + " IS NULL)" : condition)
                    .with(parameter, entity.time(part, instant));
        }
    }
}
