package dev.carnet.jdbc;

import dev.carnet.jdbc.sql.BoundStatement;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.Transactions;
import dev.carnet.spi.SessionKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Deletes the rows with many ids in as few statements as the dialect knows, and tells which of them it deleted. Thread-safe.
 *
 * @param atOnce how many ids one call takes at most: more are hardly faster, and whoever writes meanwhile waits longer
 */
record BulkDelete(Dialect dialect, String table, String whereId, int idMarks, int atOnce) {
    /** Statements differ in how many ids they name, and a connection keeps each that it has prepared: so there are these few. */
    private static final int[] SIZES = {1, 10, 100, 500};

    static BulkDelete of(JdbcTable sessions) {
        return new BulkDelete(
                sessions.dialect(), sessions.quoted(), sessions.whereId(), sessions.idMarks(), SIZES[SIZES.length - 1]);
    }

    /**
     * Deletes in one transaction. A row that a trigger has kept is not given.
     *
     * @param keys at least one, in their order
     */
    Set<SessionKey> delete(Connection connection, List<SessionKey> keys) throws SQLException {
        int isolation = dialect.sweepIsolation();
        if (dialect.returnsDeleted()) {
            BoundStatement delete = in("DELETE FROM " + table, keys, " RETURNING id");
            return isolation == Connection.TRANSACTION_NONE
                    ? ids(connection, delete)
                    : Transactions.inTransaction(connection, isolation, same -> ids(same, delete));
        }
        return Transactions.inTransaction(
                connection,
                isolation,
                same -> dialect.forUpdate().isEmpty() ? oneByOne(same, keys) : locked(same, keys));
    }

    /** One statement locks the rows that are there, one deletes them and counts. */
    private Set<SessionKey> locked(Connection connection, List<SessionKey> keys) throws SQLException {
        Set<SessionKey> present = ids(connection, in("SELECT id FROM " + table, keys, dialect.forUpdate()));
        if (present.isEmpty()) {
            return present;
        }
        List<SessionKey> ordered = present.stream().sorted().toList();
        if (in("DELETE FROM " + table, ordered, "").execute(connection) < ordered.size()) {
            present.removeAll(ids(connection, in("SELECT id FROM " + table, ordered, "")));
        }
        return present;
    }

    private Set<SessionKey> oneByOne(Connection connection, List<SessionKey> keys) throws SQLException {
        List<BoundStatement> deletes = keys.stream()
                .map(each -> BoundStatement.of(
                        dialect, "DELETE FROM " + table + whereId, Collections.nCopies(idMarks, each.value())))
                .toList();
        int[] rows = BoundStatement.executeAll(connection, deletes);
        Set<SessionKey> deleted = new HashSet<>();
        for (int i = 0; i < rows.length; i++) {
            if (rows[i] > 0) {
                deleted.add(keys.get(i));
            }
        }
        return deleted;
    }

    /** A statement about the rows with just these ids; its last id stands there again until its size is one of the few. */
    private BoundStatement in(String statement, List<SessionKey> keys, String end) {
        List<String> ids = new ArrayList<>(keys.stream().map(SessionKey::value).toList());
        int size = 0;
        while (SIZES[size] < ids.size()) {
            size++;
        }
        ids.addAll(Collections.nCopies(SIZES[size] - ids.size(), ids.get(ids.size() - 1)));
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < idMarks; i++) {
            parameters.addAll(ids);
        }
        return BoundStatement.of(dialect, statement + " WHERE " + dialect.idIsIn(ids.size()) + end, parameters);
    }

    private Set<SessionKey> ids(Connection connection, BoundStatement statement) throws SQLException {
        return statement.query(connection, rows -> {
            Set<SessionKey> ids = new HashSet<>();
            while (rows.next()) {
                ids.add(SessionKey.ofStored(dialect.id(String.valueOf(rows.getString(1)))));
            }
            return ids;
        });
    }
}
