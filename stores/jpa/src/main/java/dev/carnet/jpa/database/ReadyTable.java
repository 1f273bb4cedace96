package dev.carnet.jpa.database;

import dev.carnet.error.SessionStoreException;
import dev.carnet.jpa.entity.Bookkeeping.Part;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The table of Carnet's own entity, as found in a database.
 *
 * @param columns its columns, in lower case; none if there is no such table
 */
public record ReadyTable(Set<String> columns) {
    private static final String NAME = "sessions";
    private static final List<String> ORIGINAL = List.of("sessions_id", "session_data");
    private static final List<String> BOOKKEEPING =
            Arrays.stream(Part.values()).map(Part::word).toList();

    /** PostgreSQL's state, and the codes of H2, MariaDB and MySQL, for a table that the user may not read. */
    private static final String NO_RIGHT = "42501";

    private static final Set<Integer> NO_RIGHT_CODES = Set.of(90096, 1142, 1143);

    private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R");

    /** Throws {@link SessionStoreException} if the database cannot be reached. */
    public static ReadyTable look(EntityManagers managers) {
        return managers.write(
                "the table " + NAME + " cannot be inspected",
                manager -> DatabaseProduct.on(manager, connection -> new ReadyTable(columns(connection))));
    }

    private static Set<String> columns(Connection connection) throws SQLException {
        Set<String> names = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM " + NAME + " WHERE 1 = 0")) {
            ResultSetMetaData columns = nothing.getMetaData();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i).toLowerCase(Locale.ROOT));
            }
        } catch (SQLException e) {
            if (!isMissingTable(e)) {
                throw e;
            }
        }
        return names;
    }

    /** SQLSTATE class 42, or SQLite's SQLITE_ERROR: where a SELECT names nothing but the table, nothing else can be wrong. */
    private static boolean isMissingTable(SQLException e) {
        String state = e.getSQLState();
        return state == null
                ? e.getErrorCode() == 1
                : state.startsWith("42") && !state.equals(NO_RIGHT) && !NO_RIGHT_CODES.contains(e.getErrorCode());
    }

    public boolean isMissing() {
        return columns.isEmpty();
    }

    /** Whether it has what makes it one of sessions, and nothing else of ours. */
    public boolean isOriginal() {
        return columns.containsAll(ORIGINAL) && BOOKKEEPING.stream().noneMatch(columns::contains);
    }

    private boolean isWhole() {
        return columns.containsAll(ORIGINAL) && columns.containsAll(BOOKKEEPING);
    }

    /** Whether sessions can be kept in it. */
    public boolean isFit() {
        return isOriginal() || isWhole();
    }

    /** Throws an error with the remedy if the table cannot hold sessions. */
    public void requireFit() {
        if (!isFit()) {
            throw new SessionStoreException("JPA: " + this, null);
        }
    }

    /**
     * The statements that make it where it is not there.
     *
     * @param product the database, by {@link DatabaseProduct#product}
     */
    public static List<String> statements(String product) {
        String dialect =
                switch (product) {
                    case "MariaDB", "MySQL" -> "mysql";
                    case "PostgreSQL" -> "postgresql";
                    default -> "portable";
                };
        return Arrays.asList(COMMENT.matcher(resource("schema-" + dialect + ".sql"))
                .replaceAll("")
                .strip()
                .split(";\\s*"));
    }

    private static String resource(String name) {
        try (InputStream file = Objects.requireNonNull(ReadyTable.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The finding and the remedy, for a message. */
    @Override
    public String toString() {
        String table = "the table '" + NAME + "'";
        if (isMissing()) {
            return table + " does not exist yet; run `carnet init`, which creates it";
        }
        if (isOriginal()) {
            return table + " has Dancer's two columns and works unchanged; all bookkeeping is stored in the data";
        }
        return isWhole()
                ? table + " is complete"
                : table + " is not a table of Carnet: it lacks some of the columns " + String.join(", ", ORIGINAL)
                        + ", "
                        + String.join(", ", BOOKKEEPING)
                        + ". Use another database, or map an entity of your own to it";
    }
}
