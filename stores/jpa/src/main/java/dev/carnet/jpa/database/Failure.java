package dev.carnet.jpa.database;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.spi.setup.Passwords;
import dev.carnet.text.Sentences;
import jakarta.persistence.PersistenceException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A failure of the provider or the database. Providers include statements with their values in messages, and databases
 * include values that violate a constraint, so only messages without data are shown.
 *
 * @param thrown what the provider threw
 * @param sql what the driver threw below it, or null
 */
public record Failure(RuntimeException thrown, @Nullable SQLException sql) {
    /** A lock was waited for too long, or a statement was cancelled for that: PostgreSQL, MariaDB, H2; SQLite is busy. */
    private static final Set<String> WAITED = Set.of("57014", "55P03", "70100", "HYT00");

    /** The same where the SQLSTATE says little: MariaDB and MySQL, and MySQL's limit of a statement. */
    private static final Set<Integer> WAITED_CODES = Set.of(1205, 3024, 1969);

    /** Data exceptions; messages quote values. */
    private static final String DATA = "22";

    /** A user lacks a right. */
    private static final Set<String> DENIED = Set.of("42501", "90096");

    private static final Set<Integer> DENIED_CODES = Set.of(1142, 1143, 1227);

    /** A server or a file that only reads. */
    private static final Set<String> CLOSED = Set.of("25006", "90097");

    /** MariaDB's and MySQL's, as JDBC's store knows them. */
    private static final Set<Integer> CLOSED_CODES = Set.of(1290, 1792, 1836, 1036, 1874, 1881, 3100);

    /** The database has no such character, or not where it is to be stored. */
    private static final Set<String> BAD_CHARACTER = Set.of("22021", "22P05");

    /** The same of MariaDB and MySQL: an incorrect string value. */
    private static final int INCORRECT_STRING = 1366;

    /** Connections, deadlocks, resources, an operator, the system. */
    private static final Set<String> PASSING = Set.of("08", "28", "40", "53", "57", "58");

    /** MySQL and MariaDB answer so, with a SQLSTATE of the class of broken connections. */
    private static final int TOO_MANY_CONNECTIONS = 1040;

    private static final String NO_CONNECTION = "A session needs a connection in addition to that of the request's"
            + " own transaction: give the pool more connections than there are concurrent requests in transactions,"
            + " or store the session before the transaction begins or after it ends. Check also whether the database"
            + " answers.";

    private static final String LOCKED =
            "If it is the request's own transaction, which wrote to the session's row: store the session before it"
                    + " begins or after it ends, or keep the column in a table of your own. Otherwise check the"
                    + " database's list of locks.";

    public static Failure of(RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return new Failure(thrown, (SQLException) cause);
    }

    /** The failure of a write that broke a rule of the database: a key that is taken, or a column left empty. */
    public static final class RuleException extends SessionStoreException {
        private static final long serialVersionUID = 1L;

        private RuleException(String message) {
            super(message, null);
        }
    }

    /**
     * Whether the connection had died before it was used and nobody has tried another. PostgreSQL says 57P0x as it ends.
     * EclipseLink looks by itself whether a connection lives, and tries a read again with long pauses, but not in a transaction.
     *
     * @param inTransaction whether it was used in a transaction
     */
    public boolean isDeadConnection(boolean inTransaction) {
        return sql != null
                && (inTransaction || !isOfEclipseLink())
                && (sqlClass().equals("08") || state().startsWith("57P0"))
                && !(sql instanceof SQLTransientConnectionException);
    }

    /** Whether the database gave no answer, or is ending or beginning; below a pool's own words stand the driver's. */
    private boolean isUnreachable() {
        SQLException driver =
                sql instanceof SQLTransientConnectionException && sql.getCause() instanceof SQLException below
                        ? below
                        : sql;
        String state = driver == null ? "" : String.valueOf(driver.getSQLState());
        return (state.startsWith("08") || state.startsWith("57P0"))
                && driver != null
                && driver.getErrorCode() != TOO_MANY_CONNECTIONS;
    }

    private boolean isOfEclipseLink() {
        Throwable cause = thrown.getCause();
        return cause != null && cause.getClass().getName().startsWith("org.eclipse.persistence.");
    }

    /** Whether the driver gives a LOB inside of a transaction only. */
    public boolean wantsTransaction() {
        return sqlClass().equals("25");
    }

    /** The rule of the table that was broken, if one was. */
    public Optional<BrokenRule> rule() {
        return sql == null ? Optional.empty() : BrokenRule.of(sql);
    }

    /** Whether another transaction held a row for too long. */
    private boolean hasWaited() {
        return sql instanceof SQLTimeoutException
                || WAITED.contains(state())
                || (sql != null && WAITED_CODES.contains(sql.getErrorCode()));
    }

    /**
     * Whether no connection was available although the database may be reachable, as when waiting for a pool times out.
     */
    private boolean lacksConnection() {
        return sql instanceof SQLTransientConnectionException
                || (sql == null && String.valueOf(root().getMessage()).contains("pool"));
    }

    /** Whether the database undid the whole transaction to end a deadlock or for want of an order, so that nothing was written. */
    public boolean isUndone() {
        return state().equals("40001") || state().equals("40P01");
    }

    /** Whether the user lacks a right. */
    public boolean isDenied() {
        return sql != null && (DENIED.contains(state()) || DENIED_CODES.contains(sql.getErrorCode()));
    }

    /** Whether the database takes no writes from anybody. */
    public boolean isClosed() {
        return sql != null && (CLOSED.contains(state()) || CLOSED_CODES.contains(sql.getErrorCode()));
    }

    /** Whether it may be gone at the next try: it says nothing of the mapping. */
    public boolean isPassing() {
        return hasWaited() || lacksConnection() || PASSING.contains(sqlClass());
    }

    private boolean isTooLong() {
        return state().equals("22001");
    }

    private boolean hasBadCharacter() {
        return sql != null && (BAD_CHARACTER.contains(state()) || sql.getErrorCode() == INCORRECT_STRING);
    }

    /**
     * The failure of a write as the engine knows it, with what to do. What the database refuses because of the data themselves
     * is the application's error, which no second try mends.
     *
     * @param failure completes "JPA: ..." in the message
     */
    public SessionException ofWrite(String failure) {
        String message = "JPA: " + failure + ": ";
        if (isTooLong()) {
            return new SessionTooLargeException(message + "a column is too short for it (" + code()
                    + "). Widen the column, or store large data elsewhere and only its key in the session");
        }
        if (hasBadCharacter()) {
            return new SessionDataException(message + "the database does not accept a character in it (" + code()
                    + "). Its character set is too small for the principal: use UTF-8 there");
        }
        return toException(failure);
    }

    /**
     * The failure of anything else as the engine knows it, with what to do.
     *
     * @param failure completes "JPA: ..." in the message
     */
    public SessionException toException(String failure) {
        String message = "JPA: " + failure + ": ";
        if (sql != null && rule().isPresent()) {
            BrokenRule rule = rule().get();
            return new RuleException(message + rule.says(sql) + " (" + code() + "). " + rule.remedy());
        }
        if (lacksConnection() && !isUnreachable()) {
            return new PoolExhaustedException(message + "the pool gave no connection in time. " + NO_CONNECTION, null);
        }
        if (hasWaited()) {
            return new SessionStoreException(
                    message + "another transaction held the row for longer than lock_timeout (" + code() + "). "
                            + LOCKED,
                    null);
        }
        if (sql == null) {
            boolean isOfProvider = thrown instanceof PersistenceException;
            return new SessionStoreException(
                    Sentences.join(
                            message + says(thrown), isOfProvider ? "Look at the provider's log." : "See the cause."),
                    isOfProvider ? null : thrown);
        }
        String says = firstLine(String.valueOf(sql.getMessage())) + unknownHost(sql);
        boolean isSafe = !sqlClass().equals(DATA) && says.equals(Passwords.mask(says));
        String text = Sentences.join(message + (isSafe ? says : code()), remedy());
        return isUnreachable() ? new StoreUnreachableException(text, null) : new SessionStoreException(text, null);
    }

    /**
     * The same for a unit that cannot be opened, when no session is in play: what the provider says in the end is told.
     *
     * @param failure completes "JPA: ..." in the message
     */
    public SessionException whileOpening(String failure) {
        if (sql != null) {
            return toException(failure);
        }
        return new SessionStoreException(
                Sentences.join(
                        "JPA: " + failure + ": " + reason(),
                        "Check the unit's persistence.xml, and look at the provider's log."),
                null);
    }

    private static String description(Throwable root) {
        return String.valueOf(root.getMessage())
                .lines()
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse("");
    }

    /** The innermost message of the provider or the driver, for failures about values that are not secret. */
    public String reason() {
        if (sql != null) {
            return isTooLong()
                    ? "a column is too short for it (" + code() + ")"
                    : rule().map(rule -> rule.says(sql) + " (" + code() + ")")
                            .orElseGet(() -> Passwords.mask(firstLine(String.valueOf(sql.getMessage()))));
        }
        Throwable root = root();
        return root.getClass().getSimpleName() + ": " + Passwords.mask(description(root));
    }

    /** What to do about the table, where the database's answer says it. */
    public Optional<String> remedyInTable() {
        return isTooLong() ? Optional.of("Widen the column.") : rule().map(BrokenRule::remedy);
    }

    private Throwable root() {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static String says(RuntimeException thrown) {
        return Passwords.mask(
                thrown.getClass().getSimpleName() + ": " + firstLine(String.valueOf(thrown.getMessage())));
    }

    /** Drivers may keep it back. */
    private static String unknownHost(Throwable thrown) {
        Throwable each = thrown;
        while (each != null && !(each instanceof UnknownHostException)) {
            each = each.getCause();
        }
        return each == null ? "" : ": unknown host " + each.getMessage();
    }

    /** H2 and EclipseLink go on with the statement. */
    private static String firstLine(String message) {
        String line = message.strip().lines().findFirst().orElse("");
        return line.replaceFirst("(?:; SQL statement:|\\.)$", "");
    }

    private String code() {
        return sql == null ? "no code" : "SQLSTATE " + sql.getSQLState() + ", code " + sql.getErrorCode();
    }

    private String remedy() {
        if (isClosed()) {
            return "The database accepts no writes: it is a replica or read-only. Connect to the primary.";
        }
        return switch (sqlClass()) {
            case "08" -> "Check whether the database is up and reachable from here.";
            case DATA -> "A value does not fit the type of a column: check the entity's column types and converters.";
            case "28" -> "Check user and password.";
            case "3D" -> "Create the database, or use another one.";
            case "42" ->
                isDenied()
                        ? "Grant the user SELECT, INSERT, UPDATE and DELETE on the entity's table; `carnet check` names what it lacks."
                        : "Check whether the entity's table exists and has the columns that the entity maps.";
            default -> "Look at the database's own log.";
        };
    }

    private String state() {
        String state = sql == null ? null : sql.getSQLState();
        return state == null ? "" : state;
    }

    /** The first two characters of the SQLSTATE, ISO/IEC 9075-2 chapter 24. */
    private String sqlClass() {
        return state().length() < 2 ? "" : state().substring(0, 2);
    }
}
