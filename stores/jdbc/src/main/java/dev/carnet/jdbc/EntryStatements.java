package dev.carnet.jdbc;

import dev.carnet.jdbc.EntryTable.Row;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.document.IndexedHeader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of {@link EntryTable} in one dialect. */
final class EntryStatements {
    private static final String ENTRIES = "entries";

    /** Where Perl's queries index the values of an entry. */
    private static final String INDEX = "gin_index";

    static final String USER = "carnet_user";
    static final String HANDLE = "carnet_handle";
    private static final String EXPIRES = "carnet_expires";

    private final Dialect dialect;
    private final boolean isText;
    private final boolean isIndexed;
    private final int idMarks;
    private final String columns;
    private final String insert;
    private final String replace;
    private final String delete;

    /**
     * @param isText whether entries are texts, not bytes of which each is given as a character
     * @param isIndexed whether the table has the columns for it
     */
    EntryStatements(Dialect dialect, boolean isText, boolean isIndexed) {
        this.dialect = dialect;
        this.isText = isText;
        this.isIndexed = isIndexed;
        String index = isIndexed ? String.join(", ", "", USER, HANDLE, EXPIRES) : "";
        idMarks = (int) dialect.idIs().chars().filter(c -> c == '?').count();
        columns = "id, data, class, CASE WHEN " + dialect.isTrue("root") + " THEN 1 ELSE 0 END AS is_root" + index;
        insert = dialect.insert("INSERT INTO " + ENTRIES + " (id, data, class, root" + index + ") VALUES (?, ?, ?, ?"
                + (isIndexed ? ", ?, ?, ?" : "") + ")");
        String asRead =
                " WHERE " + dialect.idIs() + " AND " + (isText ? dialect.blobIs("data") : dialect.bytesAre("data"));
        replace = "UPDATE " + ENTRIES + " SET data = ?, class = ?, root = ?" + index.replaceAll("(\\w+)", "$1 = ?")
                + asRead;
        delete = "DELETE FROM " + ENTRIES + asRead;
    }

    BoundStatement insert(Row row) {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, row.id(), blob(row.json()), row.type(), dialect.flag(row.isRoot()));
        addIndexed(row, parameters);
        return bound(insert, parameters);
    }

    /** Only where under the id just this JSON stands. */
    BoundStatement replace(String asRead, Row next) {
        List<@Nullable Object> parameters = new ArrayList<>();
        Collections.addAll(parameters, blob(next.json()), next.type(), dialect.flag(next.isRoot()));
        addIndexed(next, parameters);
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
        return bound(select("id IN (" + marks + ")"), ids);
    }

    /**
     * In the order of the ids.
     *
     * @param roots whether roots are wanted or all others; null for both
     * @param after the id behind which to begin
     */
    BoundStatement scan(@Nullable Boolean roots, String after, int limit) {
        String condition = roots == null ? "" : (roots ? "" : "NOT ") + "(" + dialect.isTrue("root") + ") AND ";
        return bound(select(condition + "id > ?") + " ORDER BY id" + dialect.limit(), List.of(after, limit));
    }

    /** Those with a value in a column of the index. */
    BoundStatement indexed(String column, String value, String after, int limit) {
        return bound(
                select(column + " = ? AND id > ?") + " ORDER BY id" + dialect.limit(), List.of(value, after, limit));
    }

    /** Those that expire by a time, from a place in the order of expiry and id. */
    BoundStatement expiring(long by, long from, String after, int limit) {
        String condition = "%1$s <= ? AND %1$s >= ? AND (%1$s > ? OR id > ?)".formatted(EXPIRES);
        return bound(
                select(condition) + " ORDER BY " + EXPIRES + ", id" + dialect.limit(),
                List.of(by, from, from, after, limit));
    }

    /** Those of another program, and of Carnet before the table had an index. */
    BoundStatement unindexed(String after, int limit) {
        String condition = EXPIRES + " IS NULL AND id > ?"; // more of a condition would read more rows than the limit
        String order =
                " ORDER BY " + EXPIRES + ", id"; // that of the index, which PostgreSQL would not use for the id alone
        return bound(select(condition) + order + dialect.limit(), List.of(after, limit));
    }

    private String select(String condition) {
        return "SELECT " + columns + " FROM " + ENTRIES + " WHERE " + condition;
    }

    private void addIndexed(Row row, List<@Nullable Object> parameters) {
        IndexedHeader header = row.indexed();
        if (!isIndexed) {
            return;
        } else if (header == null) {
            parameters.addAll(Arrays.asList(null, null, null));
        } else {
            Collections.addAll(parameters, header.user(), header.handle(), header.expiresAt());
        }
    }

    private @Nullable IndexedHeader indexed(ResultSet row) throws SQLException {
        long expiresAt = isIndexed ? row.getLong(EXPIRES) : 0;
        return !isIndexed || row.wasNull()
                ? null
                : new IndexedHeader(row.getString(USER), row.getString(HANDLE), expiresAt);
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
                    rows.getInt("is_root") == 1,
                    indexed(rows)));
        }
        return read;
    }
}
