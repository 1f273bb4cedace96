package dev.carnet.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one connection, each prepared once, because preparing one in the driver may take longer than the
 * database's answer. They are closed with the connection. Not thread-safe.
 */
public final class KeptStatements {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    public KeptStatements(Connection connection) {
        this.connection = connection;
    }

    /** A connection of Carnet's own. */
    public interface Keeper {
        KeptStatements statements();
    }

    /** Those of a connection, however a pool has wrapped it; null if it keeps none. */
    public static @Nullable KeptStatements of(Connection connection) throws SQLException {
        if (connection instanceof Keeper keeper) {
            return keeper.statements();
        }
        return connection.isWrapperFor(Keeper.class)
                ? connection.unwrap(Keeper.class).statements()
                : null;
    }

    /** The statement with a text. It stays open; its parameters are those of its last use. */
    public PreparedStatement prepared(String sql) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        return statement;
    }

    /** Closes a failed statement, so that it is prepared again on the next use. */
    public void forget(String sql, SQLException failure) {
        PreparedStatement failed = statements.remove(sql);
        if (failed != null) {
            try {
                failed.close();
            } catch (SQLException e) {
                failure.addSuppressed(e);
            }
        }
    }
}
