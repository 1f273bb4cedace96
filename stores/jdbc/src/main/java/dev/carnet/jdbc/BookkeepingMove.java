package dev.carnet.jdbc;

import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.jdbc.schema.SchemaGap;
import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.document.StoredHeader;
import dev.carnet.spi.document.WholeDocument;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Moves times, timeouts, users and handles of sessions from the text, where Carnet stores them in a table of two
 * columns, to the new columns of the table. A row that was written in the meantime is left to its writer, so the move
 * can be interrupted and repeated.
 *
 * @param options the options of the table
 */
record BookkeepingMove(JdbcOptions options) implements Blueprint.Move {
    /** What a plan says of it. */
    static final String STEP = "-- then what Carnet kept in session_data beside the attributes moves to the columns";

    private static final int ROWS_AT_ONCE = 500;

    /** Whether there are sessions to move. */
    boolean isNeeded(Connection connection, Dialect dialect, SchemaGap gap) throws SQLException {
        if (gap.noTable()) {
            return false;
        }
        String sql = "SELECT id FROM " + options.tableName().quoted(dialect::quote)
                + " WHERE session_data LIKE ? AND id NOT LIKE '"
                + StoredHeader.LEASE + "%'"
                + (gap.columns().contains("handle") ? "" : " AND handle IS NULL") + " ORDER BY id" + dialect.limit();
        return BoundStatement.of(dialect, sql, List.of(WholeDocument.BEGINS_WITH + "%", 1))
                .query(connection, ResultSet::next);
    }

    @Override
    public String step() {
        return STEP;
    }

    @Override
    public void run(DataSource dataSource) {
        JdbcTable table = JdbcTable.look(dataSource, options);
        try (OriginalTableStore texts = new OriginalTableStore(dataSource, table, () -> {});
                JdbcSessionStore columns = new JdbcSessionStore(dataSource, table, () -> {})) {
            @Nullable String cursor = null;
            do {
                SessionPage page = texts.scan(SessionQuery.ALL.withAttributes(), cursor, ROWS_AT_ONCE);
                page.sessions().stream()
                        .filter(each -> !each.header().isForeign())
                        .forEach(each -> columns.update(adoption(each)));
                cursor = page.nextCursor();
            } while (cursor != null);
        }
    }

    /** In the columns it is a foreign row: one without a version, guarded by its text. */
    private static SessionUpdate adoption(SessionRecord session) {
        SessionHeader header = session.header();
        SessionHeader foreign = SessionHeader.foreign(header.key(), header.lastAccessedAt(), header.size());
        return new SessionUpdate(
                new SessionRecord(foreign, session.attributes(), session.asRead()),
                new SessionRecord(header, session.attributes()),
                Change.NOTHING);
    }
}
