package dev.carnet.jdbc;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.SessionDocument;
import dev.carnet.spi.document.StoredHeader;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows as sessions; {@link StoredHeader} interprets the columns.
 *
 * @param dialect the dialect of the database
 * @param document the format of attributes
 * @param hasLastActive whether the rows have {@code last_active}
 */
record SessionRows(Dialect dialect, SessionDocument document, boolean hasLastActive) {
    /** What a SELECT asks for first, so that rows are read by places: to find a column by its name takes longer. */
    static final String COLUMNS =
            "handle, version, created_at, max_idle, ends_at, principal, last_accessed_at, expires_at, format";

    private static final int HANDLE = 1;
    private static final int VERSION = 2;
    private static final int CREATED_AT = 3;
    private static final int MAX_IDLE = 4;
    private static final int ENDS_AT = 5;
    private static final int PRINCIPAL = 6;
    private static final int LAST_ACCESSED_AT = 7;
    private static final int EXPIRES_AT = 8;
    private static final int FORMAT = 9;

    /** Followed by {@code session_data} or its size, and the result of {@link Dialect#epochSeconds}. */
    private static final int DATA = 10;

    private static final int LAST_ACTIVE = 11;

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
            throw new UnreadableSessionException("JDBC: a row's session_data is NULL; the row is left unchanged", null);
        }
        try {
            return reader.read(data);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSessionException(
                    "JDBC: a row's session_data is not a JSON object; the row is left unchanged", e);
        }
    }

    /** The header in a row of which not session_data itself was asked for but its bytes. */
    SessionHeader header(ResultSet row, SessionKey key) throws SQLException {
        return header(row, key, (int) Math.min(row.getLong(DATA), Integer.MAX_VALUE));
    }

    private SessionHeader header(ResultSet row, SessionKey key, int size) throws SQLException {
        Long maxIdle = number(row, MAX_IDLE);
        StoredHeader stored = new StoredHeader(
                row.getString(FORMAT),
                row.getString(HANDLE),
                number(row, VERSION),
                instant(row, CREATED_AT),
                instant(row, LAST_ACCESSED_AT),
                maxIdle == null ? null : Duration.ofMillis(maxIdle),
                instant(row, ENDS_AT),
                instant(row, EXPIRES_AT),
                row.getString(PRINCIPAL));
        return hasLastActive && stored.isForeign()
                ? SessionHeader.foreign(key, Instant.ofEpochSecond(row.getLong(LAST_ACTIVE)), size)
                : stored.read("JDBC", key, size);
    }

    /**
     * The sessions that a sweep's statement returns. All are read first, because SQLite rejects writes from an old
     * snapshot. Expired sessions with unreadable attributes are swept too.
     */
    List<SessionRecord> swept(Connection connection, BoundStatement statement, SweepStep step) throws SQLException {
        return statement.query(connection, rows -> {
            List<SessionRecord> found = new ArrayList<>();
            while (rows.next()) {
                SessionKey key = SessionKey.ofStored(id(rows));
                found.add(
                        step.query().attributes()
                                ? sessionOrHeader(rows, key)
                                : new SessionRecord(header(rows, key), Attributes.NONE));
            }
            return found;
        });
    }

    private SessionRecord sessionOrHeader(ResultSet row, SessionKey key) throws SQLException {
        try {
            return session(row, key);
        } catch (UnreadableSessionException e) {
            return new SessionRecord(header(row, key, 0), Attributes.NONE);
        }
    }

    /** The id of a row, which is a session's key if it can be one. */
    String id(ResultSet row) throws SQLException {
        return dialect.id(String.valueOf(row.getString("id")));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Long millis = number(row, column);
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    /** {@code wasNull} is called only for values that may be NULL. */
    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return number == 0 && row.wasNull() ? null : number;
    }
}
