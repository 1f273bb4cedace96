package dev.carnet.dancer.dsn;

import java.util.Optional;

/**
 * A database as JDBC reaches it. Immutable.
 *
 * @param url the URL, without user and password
 * @param driver the class of the driver that takes the URL
 * @param user the user that the DSN names, if it names one
 * @param password the password that stands in the DSN, if one does
 */
public record JdbcTarget(String url, String driver, Optional<String> user, Optional<String> password) {
    /** Whether the driver is on the class path. */
    boolean isReachable() {
        return ClassPath.has(driver);
    }

    @Override
    public String toString() {
        return "JdbcTarget[" + url + "]";
    }
}
