package dev.carnet.jdbc.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and the values of its parameters.
 *
 * @param sql the statement's text
 * @param parameters texts, plain or {@link Untyped}, and whole numbers, in the order of their question marks
 */
public record BoundStatement(String sql, List<? extends @Nullable Object> parameters) {
    /** A statement whose texts are bound as a dialect has them. */
    public static BoundStatement of(Dialect dialect, String sql, List<? extends @Nullable Object> parameters) {
        List<@Nullable Object> bound = new ArrayList<>(parameters.size());
        for (Object each : parameters) {
            bound.add(each instanceof String text ? dialect.text(text) : each);
        }
        return new BoundStatement(sql, bound);
    }

    /** A text that takes the type of the column it is compared with or stored in. */
    public record Untyped(String value) {}

    /** Makes something of the rows of a result. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet rows) throws SQLException;
    }

    /** Something done with the statement, prepared and bound. */
    @FunctionalInterface
    private interface Use<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** Runs it and gives how many rows it changed. */
    public int execute(Connection connection) throws SQLException {
        return use(connection, PreparedStatement::executeUpdate);
    }

    /** Executes the statement and reads its result, which is closed afterwards. */
    public <T> T query(Connection connection, RowReader<T> reader) throws SQLException {
        return use(connection, statement -> {
            try (ResultSet rows = statement.executeQuery()) {
                return reader.read(rows);
            }
        });
    }

    private <T> T use(Connection connection, Use<T> use) throws SQLException {
        KeptStatements kept = KeptStatements.of(connection);
        if (kept == null) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement);
                return use.of(statement);
            }
        }
        PreparedStatement statement = kept.prepared(sql);
        try {
            bind(statement);
            return use.of(statement);
        } catch (SQLException e) {
            kept.forget(sql, e);
            throw e;
        }
    }

    /** Runs several of the same text as one batch and gives how many rows each changed. */
    public static int[] executeAll(Connection connection, List<BoundStatement> batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(batch.get(0).sql)) {
            for (BoundStatement each : batch) {
                each.bind(statement);
                statement.addBatch();
            }
            return statement.executeBatch();
        }
    }

    private void bind(PreparedStatement statement) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            if (parameters.get(i) instanceof Untyped text) {
                statement.setObject(i + 1, text.value(), Types.OTHER);
            } else {
                statement.setObject(i + 1, parameters.get(i));
            }
        }
    }
}
