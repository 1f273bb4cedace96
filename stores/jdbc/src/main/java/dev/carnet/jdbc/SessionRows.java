package dev.carnet.jdbc;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.SessionDocument;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as sessions. A row without a version is somebody else's, whatever its other columns hold; a null expiry is
 * {@link SessionHeader#NEVER}.
 *
 * @param dialect how the database gives its ids
 * @param document how attributes are written
 * @param hasLastActive whether the rows say when they were last active
 */
record SessionRows(Dialect dialect, SessionDocument document, boolean hasLastActive) {
    /** What a SELECT asks for first, so that rows are read by places: to find a column by its name takes longer. */
    static final String COLUMNS =
            "handle, version, created_at, max_idle, ends_at, principal, last_accessed_at, expires_at";

    private static final int HANDLE = 1;
    private static final int VERSION = 2;
    private static final int CREATED_AT = 3;
    private static final int MAX_IDLE = 4;
    private static final int ENDS_AT = 5;
    private static final int PRINCIPAL = 6;
    private static final int LAST_ACCESSED_AT = 7;
    private static final int EXPIRES_AT = 8;

    /** Then {@code session_data} or the bytes it has, and what {@link Dialect#epochSeconds} gives. */
    private static final int DATA = 9;

    private static final int LAST_ACTIVE = 10;

    /** The session in a row; throws {@link UnreadableSessionException} if session_data holds none. */
    SessionRecord session(ResultSet row, SessionKey key) throws SQLException {
        return readable(row.getString(DATA), data -> {
            Attributes attributes = document.read(key, data);
            SessionHeader header = header(row, key, attributes.size());
            return new SessionRecord(header, attributes, header.isForeign() ? data : null);
        });
    }

    /** Makes a session of the text in a row. */
    @FunctionalInterface
    interface TextReader {
        SessionRecord read(String text) throws SQLException;
    }

    /** Throws {@link UnreadableSessionException} if session_data holds no session. */
    static SessionRecord readable(@Nullable String data, TextReader reader) throws SQLException {
        if (data == null) {
            throw new UnreadableSessionException("DBI: a row's session_data is NULL; the row is left as it is", null);
        }
        try {
            return reader.read(data);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSessionException(
                    "DBI: a row's session_data is no JSON object; the row is left as it is", e);
        }
    }

    /** The header in a row of which not session_data itself was asked for but its bytes. */
    SessionHeader header(ResultSet row, SessionKey key) throws SQLException {
        return header(row, key, (int) Math.min(row.getLong(DATA), Integer.MAX_VALUE));
    }

    private SessionHeader header(ResultSet row, SessionKey key, int size) throws SQLException {
        long version = row.getLong(VERSION);
        String handle = row.getString(HANDLE);
        Instant lastAccessedAt = instant(row, LAST_ACCESSED_AT, Instant.EPOCH);
        if (version == SessionHeader.UNVERSIONED || handle == null) {
            Instant lastActive = hasLastActive ? Instant.ofEpochSecond(row.getLong(LAST_ACTIVE)) : lastAccessedAt;
            return SessionHeader.foreign(key, lastActive, size);
        }
        Long maxIdle = number(row, MAX_IDLE);
        Long endsAt = number(row, ENDS_AT);
        return new SessionHeader(
                key,
                handle,
                version,
                instant(row, CREATED_AT, lastAccessedAt),
                lastAccessedAt,
                maxIdle == null ? null : Duration.ofMillis(maxIdle),
                endsAt == null ? null : Instant.ofEpochMilli(endsAt),
                instant(row, EXPIRES_AT, SessionHeader.NEVER),
                row.getString(PRINCIPAL),
                size);
    }

    private static Instant instant(ResultSet row, int column, Instant ifNull) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? ifNull : Instant.ofEpochMilli(millis);
    }

    /** Only what looks like NULL is asked whether it is. */
    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return number == 0 && row.wasNull() ? null : number;
    }
}
