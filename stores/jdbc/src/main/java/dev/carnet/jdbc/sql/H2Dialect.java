package dev.carnet.jdbc.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 2.x. */
public final class H2Dialect extends Dialect {
    private static final int DATABASE_NOT_FOUND = 90146;
    private static final int DATABASE_IS_READ_ONLY = 90097;

    @Override
    public String name() {
        return "h2";
    }

    /** A {@code CHAR} is compared without the blanks at its end. */
    @Override
    public String idIs() {
        return "id = ? AND RTRIM(id) = ?";
    }

    @Override
    public String idIsIn(int count) {
        return super.idIsIn(count) + " AND RTRIM(id) IN (" + marks(count, "?") + ")";
    }

    @Override
    public String forUpdate() {
        return " FOR UPDATE";
    }

    @Override
    public String epochSeconds(String column) {
        return "EXTRACT(EPOCH FROM CAST(" + column + " AS TIMESTAMP WITH TIME ZONE))";
    }

    /** A database in memory has no file. */
    @Override
    public boolean isDurable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT DATABASE_PATH()")) {
            return rows.next() && rows.getString(1) != null;
        }
    }

    @Override
    public boolean isReadOnly(SQLException e) {
        return super.isReadOnly(e) || e.getErrorCode() == DATABASE_IS_READ_ONLY;
    }

    @Override
    public boolean isMissingDatabase(SQLException e) {
        return e.getErrorCode() == DATABASE_NOT_FOUND;
    }

    @Override
    public String remedy(SQLException e) {
        if (isReadOnly(e)) {
            return "The database is read-only: change the URL, or the owner or permissions of its file.";
        }
        return isMissingDatabase(e) ? "Run `carnet init`, which creates it." : super.remedy(e);
    }
}
