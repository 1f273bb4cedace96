package dev.carnet.jdbc.schema;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.StoreSetup.Finding;
import dev.carnet.spi.setup.StoreSetup.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables that a store needs. */
public interface Blueprint {
    /** What to do about a table that is missing where nothing creates it. */
    String NOT_CREATED = "run `carnet init`, which creates it, or set create: true";

    /** What an empty database lacks. */
    Gap whole(Dialect dialect);

    /** What the database behind a connection lacks. */
    Gap find(Connection connection, Dialect dialect) throws SQLException;

    /** The table that sessions are written to. */
    Rights.Table table(Dialect dialect);

    /** The differences of an existing table whose columns have the right names; each finding names the remedy. */
    default List<Finding> drift(Connection connection, Dialect dialect, Gap gap) throws SQLException {
        return List.of();
    }

    /** How a missing database is created; completes "it does not exist yet; ...". */
    String creation();

    /** What is to be done with rows that are there, as soon as the tables are complete; usually nothing. */
    default Optional<Move> move(Connection connection, Dialect dialect, Gap gap) throws SQLException {
        return Optional.empty();
    }

    /** Something done with the rows of complete tables. */
    interface Move {
        /** What it does, as a comment of SQL. */
        String step();

        /** Does it; may be broken off and begun again. */
        void run(DataSource dataSource);
    }

    /** What a database lacks of a blueprint; its text states this and the remedy. */
    interface Gap {
        /** Whether a table with one of the names belongs to another program and must not be changed. */
        boolean isOfAnotherTable();

        /** Whether the table is there that sessions are written to. */
        boolean hasTable();

        /** What there is to say about it: one finding if nothing is missing. */
        default List<Finding> findings() {
            return List.of(new Finding(isOfAnotherTable() ? Level.ERROR : Level.OK, "schema", toString()));
        }

        /** The statements that fill the gap. */
        List<String> statements();
    }
}
