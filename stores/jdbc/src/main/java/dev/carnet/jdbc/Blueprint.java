package dev.carnet.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The tables that a store wants to find. */
interface Blueprint {
    /** What lacks in an empty database. */
    Gap whole(Dialect dialect);

    /** What lacks in the database behind a connection. */
    Gap find(Connection connection, Dialect dialect) throws SQLException;

    /** The table that sessions are written to. */
    Rights.Table table(Dialect dialect);

    /** What makes that a database is created which is not there, to complete "it does not exist yet; ...". */
    String creation();

    /** What is to be done with rows that are there, as soon as nothing lacks any more; usually nothing. */
    default Optional<Move> move(Connection connection, Dialect dialect, Gap gap) throws SQLException {
        return Optional.empty();
    }

    /** Something done with the rows of tables that lack nothing. */
    interface Move {
        /** What it does, as a comment of SQL. */
        String step();

        /** Does it; may be broken off and begun again. */
        void run(DataSource dataSource);
    }

    /** What a database lacks of a blueprint; its text says that and what to do about it. */
    interface Gap {
        /** Whether a table that bears one of the names is somebody else's and not to be touched. */
        boolean isOfAnotherTable();

        /** Whether the table is there that sessions are written to. */
        boolean hasTable();

        /** The statements that fill the gap. */
        List<String> statements();
    }
}
