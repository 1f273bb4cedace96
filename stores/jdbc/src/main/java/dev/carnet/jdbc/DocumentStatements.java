package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SweepQuery;
import dev.carnet.spi.document.DocumentParts;
import dev.carnet.spi.document.WholeDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The statements for a table of two columns. The bookkeeping is at the beginning of the text in {@code session_data}, at
 * fixed positions ({@link WholeDocument}), so that a touch is one statement too.
 */
final class DocumentStatements {
    private final Dialect dialect;
    private final WholeDocument documents;
    private final long maxTextBytes;
    private final int idMarks;
    private final String find;
    private final String scan;
    private final String mayHaveExpired;
    private final String create;
    private final String update;
    private final String touch;
    private final String delete;

    DocumentStatements(JdbcTable sessions, WholeDocument documents) {
        this.documents = documents;
        dialect = sessions.dialect();
        maxTextBytes = sessions.maxTextBytes();
        idMarks = sessions.idMarks();
        DocumentParts parts = new DocumentParts("session_data");
        String from = "SELECT session_data" + sessions.selectLastActive() + ", id FROM " + sessions.quoted();
        find = from + sessions.whereId();
        scan = from + " WHERE id > ?";
        mayHaveExpired = " AND (" + parts.expires() + " <= ? OR " + parts.beginning() + " <> ?)";
        create = dialect.insert("INSERT INTO " + sessions.quoted()
                + (sessions.hasLastActive()
                        ? " (id, session_data, last_active) VALUES (?, ?, CURRENT_TIMESTAMP)"
                        : " (id, session_data) VALUES (?, ?)"));
        update = "UPDATE " + sessions.quoted() + " SET " + sessions.setLastActive() + "id = ?, session_data = ?"
                + sessions.whereId() + " AND " + dialect.dataIs();
        touch = "UPDATE " + sessions.quoted() + " SET " + sessions.setLastActive() + "session_data = "
                + parts.touched(
                        characters(WholeDocument.BEGINNING_LENGTH), "?", characters(WholeDocument.INSTANT_LENGTH))
                + sessions.whereId() + " AND " + parts.version() + " = ? AND " + parts.accessed() + " < ?";
        delete = "DELETE FROM " + sessions.quoted() + sessions.whereId();
    }

    /** A parameter that is a text: where it is a part of another, some databases would not know. */
    private static String characters(int length) {
        return "CAST(? AS CHAR(" + length + "))";
    }

    BoundStatement find(SessionKey key) {
        return bound(find, List.of(), key, List.of());
    }

    /** Rows in id order from behind an id. */
    BoundStatement scan(String keyPrefix, String after, int limit) {
        return page(keyPrefix, after, "", List.of(), limit);
    }

    /** The rows that may have expired; a text that another application has replaced must be examined. */
    BoundStatement findExpired(SweepQuery query, String after, int limit) {
        return page(
                query.keyPrefix(),
                after,
                mayHaveExpired,
                List.of(WholeDocument.instant(query.by()), WholeDocument.BEGINS_WITH),
                limit);
    }

    private BoundStatement page(String keyPrefix, String after, String condition, List<String> values, int limit) {
        List<Object> parameters = new ArrayList<>();
        parameters.add(after);
        String range = "";
        if (!keyPrefix.isEmpty()) {
            range = " AND id >= ? AND id < ?";
            Collections.addAll(parameters, keyPrefix, SessionQuery.endOf(keyPrefix));
        }
        parameters.addAll(values);
        parameters.add(limit);
        return BoundStatement.of(dialect, scan + range + condition + " ORDER BY id" + dialect.limit(), parameters);
    }

    BoundStatement create(SessionRecord session) {
        return BoundStatement.of(dialect, create, List.of(session.header().key().value(), text(session)));
    }

    /** Writes a session where under a key just this text stands. */
    BoundStatement update(SessionKey key, String asRead, SessionRecord next) {
        return bound(update, List.of(next.header().key().value(), text(next)), key, List.of(asRead));
    }

    BoundStatement touch(SessionKey key, long version, Instant lastAccessedAt, Instant expiresAt) {
        String accessed = WholeDocument.instant(lastAccessedAt);
        String expires = WholeDocument.instant(expiresAt);
        return bound(
                touch,
                List.of(WholeDocument.beginning(version, accessed), expires, expires),
                key,
                List.of(WholeDocument.beginning(version), accessed));
    }

    BoundStatement delete(SessionKey key) {
        return bound(delete, List.of(), key, List.of());
    }

    /** Deletes the row with a key if its text equals this. */
    BoundStatement delete(SessionKey key, String asRead) {
        return bound(delete + " AND " + dialect.dataIs(), List.of(), key, List.of(asRead));
    }

    /** What is stored for a session. */
    String text(SessionRecord session) {
        return JdbcTable.fitting(documents.write(session), maxTextBytes);
    }

    private BoundStatement bound(String sql, List<String> before, SessionKey key, List<String> after) {
        List<String> parameters = new ArrayList<>(before);
        for (int i = 0; i < idMarks; i++) {
            parameters.add(key.value());
        }
        parameters.addAll(after);
        return BoundStatement.of(dialect, sql, parameters);
    }
}
