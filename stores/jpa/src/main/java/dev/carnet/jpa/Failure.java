package dev.carnet.jpa;

import dev.carnet.SessionDataException;
import dev.carnet.SessionException;
import dev.carnet.SessionStoreException;
import dev.carnet.SessionTooLargeException;
import dev.carnet.spi.Passwords;
import dev.carnet.spi.PoolExhaustedException;
import dev.carnet.spi.StoreUnreachableException;
import dev.carnet.spi.Sentences;
import jakarta.persistence.PersistenceException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong below, as far as a provider lets one see it. Providers quote statements with their values, and databases
 * quote values that break a rule, so only what the database says of itself is shown.
 *
 * @param thrown what the provider threw
 * @param sql what the driver threw below it, or null
 */
record Failure(RuntimeException thrown, @Nullable SQLException sql) {
    /** SQLite's driver gives no SQLSTATE: SQLITE_CONSTRAINT, see sqlite.org/rescode.html. */
    private static final int SQLITE_CONSTRAINT = 19;

    /** MariaDB and MySQL: a column wants a value, and has no class of its own for that. */
    private static final int NO_DEFAULT = 1364;

    static Failure of(RuntimeException thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof SQLException)) {
            cause = cause.getCause();
        }
        return new Failure(thrown, (SQLException) cause);
    }

    /** The failure of a write that broke a rule of the database: a key that is taken, or a column left empty. */
    static final class BrokenRule extends SessionStoreException {
        private static final long serialVersionUID = 1L;

        private BrokenRule(String message) {
            super(message, null);
        }
    }

    /**
     * Whether the connection had died before it was used and nobody has tried another. PostgreSQL says 57P0x as it ends.
     * EclipseLink looks by itself whether a connection lives, and tries a read again with long pauses.
     */
    boolean isDeadConnection() {
        return sql != null
                && !isOfEclipseLink()
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
        return state.startsWith("08") || state.startsWith("57P0");
    }

    private boolean isOfEclipseLink() {
        Throwable cause = thrown.getCause();
        return cause != null && cause.getClass().getName().startsWith("org.eclipse.persistence.");
    }

    /** Whether the driver gives a LOB inside of a transaction only. */
    boolean wantsTransaction() {
        return sqlClass().equals("25");
    }

    private boolean isBrokenRule() {
        return sql instanceof SQLIntegrityConstraintViolationException
                || sqlClass().equals("23")
                || (sql != null && state().isEmpty() && (sql.getErrorCode() & 0xff) == SQLITE_CONSTRAINT);
    }

    private boolean isTooLong() {
        return state().equals("22001");
    }

    /**
     * The failure as the engine knows it, with what to do.
     *
     * @param failure completes "DBIC: ..." in the message
     */
    SessionException toException(String failure) {
        String message = "DBIC: " + failure + ": ";
        if (isTooLong()) {
            return new SessionTooLargeException(message + "a column is too short for it (" + code()
                    + "). Widen the column, or keep large data elsewhere and its key in the session");
        }
        if (sqlClass().equals("22")) {
            return new SessionDataException(message + "the database does not take a character in it (" + code()
                    + "). Its character set is too small for the principal: use UTF-8 there");
        }
        if (isBrokenRule()) {
            return new BrokenRule(message + "a rule of the table forbids it (" + code() + "). " + remedy());
        }
        if (sql == null) {
            boolean isOfProvider = thrown instanceof PersistenceException;
            return new SessionStoreException(
                    Sentences.join(message + says(thrown), isOfProvider ? "See the provider's log." : "See the cause."),
                    isOfProvider ? null : thrown);
        }
        String says = firstLine(String.valueOf(sql.getMessage())) + unknownHost(sql);
        boolean isSafe = says.equals(Passwords.mask(says));
        String text = Sentences.join(message + (isSafe ? says : code()), remedy());
        if (sql instanceof SQLTransientConnectionException && sql.getCause() == null) {
            return new PoolExhaustedException(
                    message + "no connection was free (" + (isSafe ? says : code())
                            + "). See what takes so long, or let the unit's pool have more",
                    null);
        }
        return isUnreachable() ? new StoreUnreachableException(text, null) : new SessionStoreException(text, null);
    }

    /**
     * The same for a unit that cannot be opened, when no session is in play: what the provider says in the end is told.
     *
     * @param failure completes "DBIC: ..." in the message
     */
    SessionException whileOpening(String failure) {
        if (sql != null) {
            return toException(failure);
        }
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String description = String.valueOf(root.getMessage())
                .lines()
                .filter(each -> !each.isBlank())
                .findFirst()
                .orElse("");
        return new SessionStoreException(
                Sentences.join(
                        "DBIC: " + failure + ": " + root.getClass().getSimpleName() + ": "
                                + Passwords.mask(description),
                        "See the unit's persistence.xml, and the provider's log."),
                null);
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
        return line.replaceFirst("; SQL statement:$", "");
    }

    private String code() {
        return sql == null ? "no code" : "SQLSTATE " + sql.getSQLState() + ", code " + sql.getErrorCode();
    }

    private String remedy() {
        if (sqlClass().equals("23") || (sql != null && sql.getErrorCode() == NO_DEFAULT)) {
            return "A column that your application requires is filled by a @PrePersist listener of the entity, or has a"
                    + " default in the table.";
        }
        if (state().equals("25006")) {
            return "The database takes no writes: it is a replica or closed for writing. Name the primary.";
        }
        return switch (sqlClass()) {
            case "08" -> "See whether the database is up and can be reached from here.";
            case "28" -> "Check user and password.";
            case "42" -> "See whether the entity's table is there, with the columns the entity is mapped to.";
            default -> "See the database's own log.";
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
