package dev.carnet.jdbc.connection;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.spi.setup.Passwords;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Converts an exception of a driver or a pool to a message for operators: what happened, where, and the remedy. The
 * driver's own message is omitted if it could contain data or a password.
 */
public final class JdbcFailure {
    private static final Pattern TLS = Pattern.compile("\\bSSL\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern TIMED_OUT = Pattern.compile("\\btimed out\\b", Pattern.CASE_INSENSITIVE);

    private final SQLException thrown;
    private final Dialect dialect;

    private JdbcFailure(SQLException thrown, Dialect dialect) {
        this.thrown = thrown;
        this.dialect = dialect;
    }

    /**
     * The failure as the engine knows it.
     *
     * @param failure completes "JDBC: ..." in the message
     */
    public static SessionStoreException of(String failure, SQLException thrown, Dialect dialect) {
        boolean isOfPool = thrown instanceof SQLTransientConnectionException;
        if (isOfPool && thrown.getCause() == null && thrown.getSQLState() == null) {
            return new PoolExhaustedException(
                    "JDBC: " + failure
                            + ": all connections of the pool were in use for connect_timeout. Raise pool_size, or"
                            + " find out what keeps them; for a supplied data source, check its own limits",
                    thrown);
        }
        return new JdbcFailure(isOfPool ? ofPool(thrown) : thrown, dialect).toException(failure);
    }

    /**
     * Why a pool provided no connection: the error of its last attempt to open or validate one. The error of a
     * connection that was closed during validation has no SQLSTATE and tells nothing about the server.
     */
    private static SQLException ofPool(SQLException thrown) {
        if (!(thrown.getCause() instanceof SQLException cause)) {
            return thrown;
        }
        return cause.getSQLState() == null
                ? new SQLTransientConnectionException(
                        "no connection was available in time", PoolRenewal.NO_CONNECTION, cause)
                : cause;
    }

    /**
     * The failure of a write. What the database refuses because of the data themselves is the application's error, which no
     * second try mends.
     *
     * @param failure completes "JDBC: ..." in the message
     */
    public static SessionException ofWrite(String failure, SQLException thrown, Dialect dialect) {
        if (!dialect.refusesData(thrown)) {
            return of(failure, thrown, dialect);
        }
        String code = " (SQLSTATE " + thrown.getSQLState() + ", code " + thrown.getErrorCode() + "). ";
        return dialect.isTooLong(thrown)
                ? new SessionTooLargeException("JDBC: " + failure + ": a column is too short for it" + code
                        + "Widen the column, or store large data elsewhere and only its key in the session")
                : new SessionDataException("JDBC: " + failure + ": the database does not accept a character in it"
                        + code + "Its character set is too small for the principal: use UTF-8 there");
    }

    private SessionStoreException toException(String failure) {
        String message = says();
        boolean isSafe = !dialect.quotesData(thrown) && message.equals(Passwords.mask(message));
        String text = "JDBC: " + failure + ": "
                + (isSafe ? message : "SQLSTATE " + thrown.getSQLState() + ", code " + thrown.getErrorCode())
                + ". " + remedy();
        SQLException cause = isSafe ? thrown : null;
        return dialect.isUnreachable(thrown)
                ? new StoreUnreachableException(text, cause)
                : new SessionStoreException(text, cause);
    }

    /** The driver's first line, and the network's reason if the driver keeps it back; that alone where it says everything. */
    private String says() {
        IOException reason = cause(IOException.class);
        String why = reason == null ? null : reason.getMessage();
        if (reason instanceof UnknownHostException && why != null) {
            return "unknown host " + why.replaceFirst(":.*", "");
        }
        if (why != null && (reason instanceof ConnectException || reason instanceof SocketTimeoutException)) {
            return why;
        }
        String line =
                String.valueOf(thrown.getMessage()).strip().lines().findFirst().orElse("");
        String says = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return why == null || says.contains(why) ? says : says + ": " + why;
    }

    private String remedy() {
        if (cause(UnknownHostException.class) != null) {
            return "Check the host name.";
        }
        String words = String.valueOf(thrown.getMessage());
        if (TLS.matcher(words).find()) {
            return "Check whether the server is of this kind of database and supports TLS, and what the URL"
                    + " demands: sslMode=disable (MariaDB), sslMode=DISABLED (MySQL) or sslmode=disable (PostgreSQL)"
                    + " turns TLS off, sslMode=trust or sslmode=require accepts any certificate.";
        }
        if (cause(SocketTimeoutException.class) != null
                || TIMED_OUT.matcher(words).find()) {
            return "The server did not answer in time: check whether a server of this kind listens there and what"
                    + " keeps it busy; connect_timeout and busy_timeout limit the wait.";
        }
        return dialect.remedy(thrown);
    }

    private <T> @Nullable T cause(Class<T> type) {
        Throwable each = thrown;
        while (each != null && !type.isInstance(each)) {
            each = each.getCause();
        }
        return each == null ? null : type.cast(each);
    }
}
