package dev.carnet.jdbc;

import dev.carnet.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionDocument;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
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
    /** What a SELECT calls the original's {@code last_active}, in seconds since 1970. */
    static final String LAST_ACTIVE = "last_active_at";

    SessionKey key(ResultSet row) throws SQLException {
        return new SessionKey(dialect.id(row.getString("id")));
    }

    /** The session in a row; throws {@link UnreadableSessionException} if session_data holds none. */
    SessionRecord session(ResultSet row) throws SQLException {
        return readable(row, data -> {
            Attributes attributes = document.read(key(row), data);
            SessionHeader header = header(row, attributes.size());
            return new SessionRecord(header, attributes, header.isForeign() ? data : null);
        });
    }

    /** Makes a session of the text in a row. */
    @FunctionalInterface
    interface TextReader {
        SessionRecord read(String text) throws SQLException;
    }

    /** Throws {@link UnreadableSessionException} if session_data holds no session. */
    static SessionRecord readable(ResultSet row, TextReader reader) throws SQLException {
        String data = row.getString("session_data");
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

    /** When the row says that it was last active, in the column that {@link Dialect#epochSeconds} gives. */
    static Instant lastActive(ResultSet row) throws SQLException {
        return Instant.ofEpochSecond(row.getLong(LAST_ACTIVE));
    }

    /** The header in a row of which session_data itself was not asked for; its size is that of the JSON text. */
    SessionHeader header(ResultSet row) throws SQLException {
        return header(row, (int) Math.min(row.getLong("data_size"), Integer.MAX_VALUE));
    }

    private SessionHeader header(ResultSet row, int size) throws SQLException {
        SessionKey key = key(row);
        long version = row.getLong("version");
        String handle = row.getString("handle");
        Instant lastAccessedAt = instant(row, "last_accessed_at", Instant.EPOCH);
        if (version == SessionHeader.UNVERSIONED || handle == null) {
            return SessionHeader.foreign(key, hasLastActive ? lastActive(row) : lastAccessedAt, size);
        }
        Long maxIdle = number(row, "max_idle");
        Long endsAt = number(row, "ends_at");
        return new SessionHeader(
                key,
                handle,
                version,
                instant(row, "created_at", lastAccessedAt),
                lastAccessedAt,
                maxIdle == null ? null : Duration.ofMillis(maxIdle),
                endsAt == null ? null : Instant.ofEpochMilli(endsAt),
                instant(row, "expires_at", SessionHeader.NEVER),
                row.getString("principal"),
                size);
    }

    private static Instant instant(ResultSet row, String column, Instant ifNull) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? ifNull : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }
}
