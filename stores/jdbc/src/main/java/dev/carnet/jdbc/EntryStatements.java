package dev.carnet.jdbc;

import dev.carnet.jdbc.EntryTable.Row;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of {@link EntryTable} in one dialect. */
final class EntryStatements {
    private static final String ENTRIES = "entries";

    /** Where Perl's queries index the values of an entry. */
    private static final String INDEX = "gin_index";

    private final Dialect dialect;
    private final boolean isText;
    private final int idMarks;
    private final String columns;
    private final String insert;
    private final String replace;
    private final String delete;

    /** @param isText whether entries are texts, not bytes of which each is given as a character */
    EntryStatements(Dialect dialect, boolean isText) {
        this.dialect = dialect;
        this.isText = isText;
        idMarks = (int) dialect.idIs().chars().filter(c -> c == '?').count();
        columns = "id, data, class, CASE WHEN " + dialect.isTrue("root") + " THEN 1 ELSE 0 END AS is_root";
        insert = dialect.insert("INSERT INTO " + ENTRIES + " (id, data, class, root) VALUES (?, ?, ?, ?)");
        String asRead =
                " WHERE " + dialect.idIs() + " AND " + (isText ? dialect.blobIs("data") : dialect.bytesAre("data"));
        replace = "UPDATE " + ENTRIES + " SET data = ?, class = ?, root = ?" + asRead;
        delete = "DELETE FROM " + ENTRIES + asRead;
    }

    BoundStatement insert(Row row) {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, row.id(), blob(row.json()), row.type(), dialect.flag(row.isRoot()));
        return bound(insert, parameters);
    }

    /** Only where under the id just this JSON stands. */
    BoundStatement replace(String asRead, Row next) {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, blob(next.json()), next.type(), dialect.flag(next.isRoot()));
        parameters.addAll(Collections.nCopies(idMarks, next.id()));
        parameters.add(blob(asRead));
        return bound(replace, parameters);
    }

    /** Only where under the id just this JSON stands. */
    BoundStatement delete(String id, String asRead) {
        List<@Nullable Object> parameters = new ArrayList<>(Collections.nCopies(idMarks, id));
        parameters.add(blob(asRead));
        return bound(delete, parameters);
    }

    BoundStatement delete(String id) {
        return deleteFrom(ENTRIES, id);
    }

    /** Takes an entry out of the index. */
    BoundStatement unindex(String id) {
        return deleteFrom(INDEX, id);
    }

    private BoundStatement deleteFrom(String table, String id) {
        return bound("DELETE FROM " + table + " WHERE " + dialect.idIs(), Collections.nCopies(idMarks, id));
    }

    /** May give entries whose ids only look the same to the database. */
    BoundStatement get(List<String> ids) {
        String marks = String.join(", ", Collections.nCopies(ids.size(), "?"));
        return bound("SELECT " + columns + " FROM " + ENTRIES + " WHERE id IN (" + marks + ")", ids);
    }

    /**
     * In the order of the ids.
     *
     * @param roots whether roots are wanted or all others; null for both
     * @param after the id behind which to begin
     */
    BoundStatement scan(@Nullable Boolean roots, String after, int limit) {
        String condition = roots == null ? "" : (roots ? "" : "NOT ") + "(" + dialect.isTrue("root") + ") AND ";
        return bound(
                "SELECT " + columns + " FROM " + ENTRIES + " WHERE " + condition + "id > ? ORDER BY id"
                        + dialect.limit(),
                List.of(after, limit));
    }

    private BoundStatement bound(String sql, List<? extends @Nullable Object> parameters) {
        return BoundStatement.of(dialect, sql, parameters);
    }

    private Object blob(String entry) {
        return isText ? dialect.blob(entry) : entry.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** If there is none, a condition that no entry meets. */
    private String text(byte @Nullable [] data) {
        return data == null ? "" : new String(data, isText ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    }

    /** The entries that a SELECT gives. */
    List<Row> rows(ResultSet rows) throws SQLException {
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
            read.add(new Row(
                    rows.getString("id"),
                    text(rows.getBytes("data")),
                    rows.getString("class"),
                    rows.getInt("is_root") == 1));
        }
        return read;
    }
}
