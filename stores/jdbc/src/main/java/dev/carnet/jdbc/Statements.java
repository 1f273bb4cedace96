package dev.carnet.jdbc;

import dev.carnet.error.SessionDataException;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.StoredHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The statements of the store in one dialect. Times and durations are milliseconds. */
final class Statements {
    private static final String WITH_DATA = SessionRows.COLUMNS + ", session_data";
    private static final String WITH_SIZE = SessionRows.COLUMNS + ", OCTET_LENGTH(session_data)";

    private static final String LATER_ACCESS =
            " last_accessed_at = CASE WHEN last_accessed_at > ? THEN last_accessed_at ELSE ? END,";

    /** A row that {@link StoredHeader} calls complete, under an id that is a key; its expiry is asked for besides. */
    private static final String IS_COMPLETE = "(format IS NULL OR format IN ('" + StoredHeader.DIGEST_FORMAT + "', '"
            + StoredHeader.ID_FORMAT + "')) AND handle IS NOT NULL AND version <> 0 AND created_at IS NOT NULL"
            + " AND last_accessed_at IS NOT NULL AND OCTET_LENGTH(id) BETWEEN 1 AND 128";

    /** A row that another application wrote. */
    private static final String IS_FOREIGN = "format IS NULL AND handle IS NULL AND COALESCE(version, 0) = 0";

    private final Dialect dialect;
    private final long maxTextBytes;
    private final int maxPrincipalLength;
    private final String table;
    private final int idMarks;
    private final SessionDocument document;
    private final String lastActive;
    private final String find;
    private final String create;
    private final String updateAll;
    private final String adopt;
    private final String updateAttributes;
    private final String touch;
    private final String delete;
    private final String deleteIfExpired;
    private final String findByHandle;
    private final String countUnreadable;

    Statements(JdbcTable sessions) {
        dialect = sessions.dialect();
        maxTextBytes = sessions.maxTextBytes();
        maxPrincipalLength = sessions.maxPrincipalLength();
        table = sessions.quoted();
        idMarks = sessions.idMarks();
        document = sessions.document();
        lastActive = sessions.selectLastActive();
        String setLastActive = sessions.setLastActive();
        find = "SELECT " + WITH_DATA + lastActive + " FROM " + table + sessions.whereId();
        create = dialect.insert("INSERT INTO " + table
                + " (id, handle, version, created_at, max_idle, ends_at, principal, last_accessed_at, expires_at,"
                + " format, session_data"
                + (sessions.hasLastActive() ? ", last_active" : "") + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?"
                + (sessions.hasLastActive() ? ", CURRENT_TIMESTAMP)" : ")"));
        updateAll = "UPDATE " + table + " SET " + setLastActive
                + "id = ?, handle = ?, version = ?, created_at = ?, max_idle = ?, ends_at = ?, principal = ?,"
                + " format = ?,"
                + LATER_ACCESS
                + " expires_at = CASE WHEN expires_at > ? THEN expires_at ELSE ? END,"
                + " session_data = ?" + sessions.whereId() + " AND COALESCE(version, 0) = ?";
        adopt = updateAll + " AND " + dialect.dataIs();
        updateAttributes = "UPDATE " + table + " SET " + setLastActive + "version = ?," + LATER_ACCESS
                + " session_data = ?" + sessions.whereId() + " AND version = ?";
        touch = "UPDATE " + table + " SET " + setLastActive
                + "last_accessed_at = ?, expires_at = CASE WHEN expires_at < ? THEN ? ELSE expires_at END"
                + sessions.whereId() + " AND version = ? AND last_accessed_at < ?";
        delete = "DELETE FROM " + table + sessions.whereId();
        deleteIfExpired = delete + " AND expires_at <= ? AND " + IS_COMPLETE;
        findByHandle = "SELECT " + WITH_DATA + lastActive + ", id FROM " + table + " WHERE handle = ?";
        countUnreadable = "SELECT COUNT(*) FROM " + table + " WHERE expires_at <= ? AND NOT (" + IS_FOREIGN
                + ") AND CASE WHEN " + IS_COMPLETE + " THEN 0 ELSE 1 END = 1";
    }

    BoundStatement find(SessionKey key) {
        return bound(find, Collections.nCopies(idMarks, key.value()));
    }

    BoundStatement create(SessionRecord session) {
        SessionHeader header = session.header();
        return bound(
                create,
                Arrays.asList(
                        header.key().value(),
                        header.handle(),
                        header.version(),
                        millis(header.createdAt()),
                        millis(header.maxIdle()),
                        millis(header.endsAt()),
                        principal(header),
                        millis(header.lastAccessedAt()),
                        millis(header.expiresAt()),
                        StoredHeader.format(header),
                        data(session)));
    }

    /** What a write changes, under its guard; in most of them just attributes, which leaves every index alone. */
    BoundStatement update(SessionUpdate write) {
        return write.changesAttributesOnly() ? updateAttributes(write) : updateAll(write);
    }

    private BoundStatement updateAttributes(SessionUpdate write) {
        SessionHeader next = write.next().header();
        long lastAccessedAt = next.lastAccessedAt().toEpochMilli();
        List<Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, next.version(), lastAccessedAt, lastAccessedAt, data(write.next()));
        addIds(next.key(), parameters);
        parameters.add(write.base().header().version());
        return bound(updateAttributes, parameters);
    }

    /**
     * Later stored values of last access and expiry are kept; if the idle timeout is set, the expiry is replaced. A
     * foreign row has no version, {@link SessionHeader#UNVERSIONED}; it is adopted only if unchanged since it was read.
     */
    private BoundStatement updateAll(SessionUpdate write) {
        SessionRecord base = write.base();
        SessionHeader next = write.next().header();
        long lastAccessedAt = next.lastAccessedAt().toEpochMilli();
        long expiresAt = next.expiresAt().toEpochMilli();
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(
                parameters,
                next.key().value(),
                next.handle(),
                next.version(),
                millis(next.createdAt()),
                millis(next.maxIdle()),
                millis(next.endsAt()),
                principal(next),
                StoredHeader.format(next),
                lastAccessedAt,
                lastAccessedAt,
                write.setsMaxIdle() ? Long.MAX_VALUE : expiresAt,
                expiresAt,
                data(write.next()));
        addIds(base.header().key(), parameters);
        parameters.add(base.header().version());
        if (!base.header().isForeign() || base.asRead() == null) {
            return bound(updateAll, parameters);
        }
        parameters.add(base.asRead());
        return bound(adopt, parameters);
    }

    BoundStatement touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, millis(lastAccessedAt), millis(expiresAt), millis(expiresAt));
        addIds(key, parameters);
        Collections.addAll(parameters, version, millis(lastAccessedAt));
        return bound(touch, parameters);
    }

    BoundStatement delete(SessionKey key, @Nullable Instant ifExpiredBy) {
        List<@Nullable Object> parameters = new ArrayList<>();
        addIds(key, parameters);
        if (ifExpiredBy == null) {
            return bound(delete, parameters);
        }
        parameters.add(millis(ifExpiredBy));
        return bound(deleteIfExpired, parameters);
    }

    /** Whether {@link #deleteExpired} is known. */
    boolean deletesAndReturns() {
        return dialect.deleteExpired(table, "", "id") != null;
    }

    /** The longest expired first. */
    BoundStatement findExpired(SweepStep step) {
        String sql = "SELECT " + wanted(step) + ", id FROM " + table + " WHERE " + isSwept(step)
                + " ORDER BY expires_at" + dialect.limit() + dialect.skipLocked();
        return bound(sql, sweepParameters(step));
    }

    /** Deletes and gives the longest expired, where the dialect does that in one statement. */
    BoundStatement deleteExpired(SweepStep step) {
        String sql = Objects.requireNonNull(dialect.deleteExpired(table, isSwept(step), wanted(step) + ", id"));
        List<Object> parameters = sweepParameters(step);
        if (sql.chars().filter(c -> c == '?').count() > parameters.size()) {
            parameters.add(step.query().by().toEpochMilli());
        }
        return bound(sql, parameters);
    }

    /** Deletes rows that are locked, by the ids as they were read. */
    BoundStatement deleteAll(List<SessionKey> locked) {
        String marks = String.join(", ", Collections.nCopies(locked.size(), "?"));
        return bound(
                dialect.deleteLocked(table, marks),
                locked.stream().map(SessionKey::value).toList());
    }

    private String wanted(SweepStep step) {
        return (step.query().attributes() ? WITH_DATA : WITH_SIZE) + lastActive;
    }

    private static String isSwept(SweepStep step) {
        return "expires_at >= ? AND expires_at <= ?"
                + (step.query().keyPrefix().isEmpty() ? "" : " AND id >= ? AND id < ?") + " AND " + IS_COMPLETE;
    }

    private static List<Object> sweepParameters(SweepStep step) {
        List<Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, step.from(), step.query().by().toEpochMilli());
        String prefix = step.query().keyPrefix();
        if (!prefix.isEmpty()) {
            Collections.addAll(parameters, prefix, SessionQuery.endOf(prefix));
        }
        parameters.add(step.limit());
        return parameters;
    }

    /** Rows that have expired by an instant and cannot be swept. */
    BoundStatement countUnreadable(SweepQuery query) {
        StringBuilder sql = new StringBuilder(countUnreadable);
        List<Object> parameters = new ArrayList<>();
        parameters.add(query.by().toEpochMilli());
        addPrefix(query.keyPrefix(), sql, parameters);
        return bound(sql.toString(), parameters);
    }

    /** The sessions a query means, in id order from behind an id. */
    BoundStatement scan(SessionQuery query, String after, int limit) {
        StringBuilder sql = new StringBuilder("SELECT ")
                .append(query.attributes() ? WITH_DATA : WITH_SIZE)
                .append(lastActive)
                .append(", id FROM ")
                .append(table)
                .append(" WHERE id > ?");
        List<Object> parameters = new ArrayList<>();
        parameters.add(after);
        addConditions(query, sql, parameters);
        sql.append(" ORDER BY id").append(dialect.limit());
        parameters.add(limit);
        return bound(sql.toString(), parameters);
    }

    /** How many sessions a query means. */
    BoundStatement count(SessionQuery query) {
        StringBuilder sql = new StringBuilder("SELECT COUNT(*) FROM ")
                .append(table)
                .append(" WHERE ((")
                .append(IS_COMPLETE)
                .append(" AND expires_at IS NOT NULL) OR (")
                .append(IS_FOREIGN)
                .append("))");
        List<Object> parameters = new ArrayList<>();
        addConditions(query, sql, parameters);
        return bound(sql.toString(), parameters);
    }

    /** The rows with a handle: two, while an id change is under way. */
    BoundStatement findByHandle(String handle) {
        return bound(findByHandle, List.of(handle));
    }

    private static void addConditions(SessionQuery query, StringBuilder sql, List<Object> parameters) {
        addPrefix(query.keyPrefix(), sql, parameters);
        and("principal = ?", query.principal(), sql, parameters);
        and("COALESCE(last_accessed_at, 0) <= ?", millis(query.idleSince()), sql, parameters);
        and("last_accessed_at >= ?", millis(query.accessedSince()), sql, parameters);
        and("expires_at <= ?", millis(query.expiredBy()), sql, parameters);
        and("(expires_at > ? OR expires_at IS NULL)", millis(query.liveAt()), sql, parameters);
    }

    /** A range, which the primary key answers; a collation may put more into it, which LIKE leaves out. */
    private static void addPrefix(String prefix, StringBuilder sql, List<Object> parameters) {
        if (!prefix.isEmpty()) {
            sql.append(" AND id >= ? AND id < ? AND id LIKE ?");
            Collections.addAll(parameters, prefix, SessionQuery.endOf(prefix), prefix + "%");
        }
    }

    private static void and(String condition, @Nullable Object parameter, StringBuilder sql, List<Object> parameters) {
        if (parameter != null) {
            sql.append(" AND ").append(condition);
            parameters.add(parameter);
        }
    }

    private BoundStatement bound(String sql, List<? extends @Nullable Object> parameters) {
        return BoundStatement.of(dialect, sql, parameters);
    }

    private void addIds(SessionKey key, List<? super String> parameters) {
        parameters.addAll(Collections.nCopies(idMarks, key.value()));
    }

    /** The engine refuses a longer one; a store that is used without it must not cut it off either. */
    private @Nullable String principal(SessionHeader header) {
        String principal = header.principal();
        if (principal != null && principal.codePointCount(0, principal.length()) > maxPrincipalLength) {
            throw new SessionDataException("JDBC: the user's name is longer than the " + maxPrincipalLength
                    + " characters of the column principal; choose a shorter one, such as the user's number");
        }
        return principal;
    }

    private String data(SessionRecord session) {
        return JdbcTable.fitting(document.write(session.header().key(), session.attributes()), maxTextBytes);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : TimeUnit.MILLISECONDS.convert(duration);
    }
}
