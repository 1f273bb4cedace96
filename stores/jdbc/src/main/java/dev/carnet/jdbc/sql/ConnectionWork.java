package dev.carnet.jdbc.sql;

import java.sql.Connection;
import java.sql.SQLException;

/** Something done on a connection. */
@FunctionalInterface
public interface ConnectionWork<T> {
    T on(Connection connection) throws SQLException;
}
