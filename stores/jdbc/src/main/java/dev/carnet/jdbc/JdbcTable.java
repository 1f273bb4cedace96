package dev.carnet.jdbc;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.jdbc.connection.Connections;
import dev.carnet.jdbc.schema.Blueprint;
import dev.carnet.jdbc.schema.PrincipalColumn;
import dev.carnet.jdbc.schema.Schema;
import dev.carnet.jdbc.schema.SchemaGap;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import dev.carnet.spi.Encoding;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.document.SessionDocument;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * A table of sessions, as found when the store was opened.
 *
 * @param dialect the dialect of its database
 * @param name its name
 * @param gap what it lacks compared with Carnet's own table
 * @param hasLastActive whether it has Dancer's {@code last_active}, a time that every write must set
 * @param maxTextBytes the maximum length of an ASCII text in {@code session_data}
 * @param maxPrincipalLength the maximum length of a principal, in characters
 * @param isDurable whether the data survives a restart
 * @param document the format of attributes
 */
record JdbcTable(
        Dialect dialect,
        TableName name,
        SchemaGap gap,
        boolean hasLastActive,
        long maxTextBytes,
        int maxPrincipalLength,
        boolean isDurable,
        SessionDocument document) {

    private static final Pattern TIME = Pattern.compile("timestamp|datetime", Pattern.CASE_INSENSITIVE);

    /** Throws {@link SessionStoreException} if the database cannot be reached. */
    static JdbcTable look(DataSource dataSource, JdbcOptions options) {
        return Connections.look(
                dataSource,
                new Dialect(),
                "the store cannot be opened",
                (connection, dialect) -> look(connection, dialect, options));
    }

    private static JdbcTable look(Connection connection, Dialect dialect, JdbcOptions options) throws SQLException {
        TableName name = options.tableName();
        Schema schema = new Schema(dialect, name);
        SchemaGap gap = SchemaGap.find(connection, dialect, schema, Blueprint.NOT_CREATED);
        return new JdbcTable(
                dialect,
                name,
                gap,
                TIME.matcher(gap.others().getOrDefault("last_active", "")).find(),
                gap.noTable() ? 0 : dialect.maxTextBytes(connection, name, "session_data"),
                gap.noTable() ? 0 : PrincipalColumn.maxLength(connection, dialect, schema),
                dialect.isDurable(connection),
                new SessionDocument(options.idInData()));
    }

    /** Throws an error with the remedy if the table lacks one of Carnet's columns. */
    void requireBookkeeping() {
        gap.requireColumns();
    }

    StoreTraits traits(boolean principalIndex) {
        return new StoreTraits(
                "JDBC",
                Encoding.JSON_TEXT,
                false,
                principalIndex,
                isDurable,
                isDurable,
                maxTextBytes,
                maxPrincipalLength);
    }

    String quoted() {
        return name.quoted(dialect::quote);
    }

    /** The one row with an id, which takes {@link #idMarks()} parameters. */
    String whereId() {
        return " WHERE " + dialect.idIs();
    }

    /** What an UPDATE sets first, if anything. */
    String setLastActive() {
        return hasLastActive ? "last_active = CURRENT_TIMESTAMP, " : "";
    }

    /** Whether the rows of a SELECT that ends with {@link #selectLastActive()} say when they were last active. */
    boolean readsLastActive() {
        return hasLastActive && dialect.epochSeconds("last_active") != null;
    }

    /** What a SELECT asks for besides, if anything. */
    String selectLastActive() {
        return readsLastActive() ? ", " + dialect.epochSeconds("last_active") : "";
    }

    /** How often a condition on the id asks for it. */
    int idMarks() {
        return (int) dialect.idIs().chars().filter(c -> c == '?').count();
    }

    /** A text, if the column takes it: some databases would cut it off and say nothing. */
    static String fitting(String asciiText, long maxTextBytes) {
        if (asciiText.length() > maxTextBytes) {
            throw new SessionTooLargeException("JDBC: the session takes " + asciiText.length()
                    + " bytes as JSON, and the column session_data takes " + maxTextBytes
                    + ". Widen the column, or store large data elsewhere and only its key in the session");
        }
        return asciiText;
    }
}
