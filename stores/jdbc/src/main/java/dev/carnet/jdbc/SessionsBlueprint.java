package dev.carnet.jdbc;

import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.jdbc.schema.Rights;
import dev.carnet.jdbc.schema.Schema;
import dev.carnet.jdbc.schema.SchemaDrift;
import dev.carnet.jdbc.schema.SchemaGap;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.StoreSetup.Finding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The one table of sessions.
 *
 * @param options the table
 * @param isCreated whether it is created when an application starts
 */
record SessionsBlueprint(JdbcOptions options, boolean isCreated) implements Blueprint {
    @Override
    public Gap whole(Dialect dialect) {
        return SchemaGap.whole(new Schema(dialect, options.tableName()), creation());
    }

    @Override
    public Gap find(Connection connection, Dialect dialect) throws SQLException {
        return SchemaGap.find(connection, dialect, new Schema(dialect, options.tableName()), creation());
    }

    @Override
    public Rights.Table table(Dialect dialect) {
        return new Rights.Table(options.tableName().quoted(dialect::quote), SchemaGap.ORIGINAL_COLUMNS);
    }

    @Override
    public Optional<Move> move(Connection connection, Dialect dialect, Gap gap) throws SQLException {
        BookkeepingMove move = new BookkeepingMove(options);
        return gap instanceof SchemaGap lacks && move.isNeeded(connection, dialect, lacks)
                ? Optional.of(move)
                : Optional.empty();
    }

    @Override
    public List<Finding> drift(Connection connection, Dialect dialect, Gap gap) throws SQLException {
        SchemaDrift drift = new SchemaDrift(connection, dialect, new Schema(dialect, options.tableName()));
        List<Finding> findings = new ArrayList<>(drift.ofKey());
        if (gap instanceof SchemaGap lacks && !lacks.isOriginal()) {
            findings.addAll(drift.ofColumns());
        }
        return findings;
    }

    @Override
    public String creation() {
        return isCreated ? "it is created when the application starts" : NOT_CREATED;
    }
}
