package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.error.SessionStoreException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.jdbc.connection.JdbcFailure;
import dev.carnet.jdbc.sql.MySqlDialect;
import dev.carnet.jdbc.sql.Transactions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a server that lives answers is no outage, and what comes after a failure does not hide it. */
class AnswersTest {
    private static final int TOO_MANY_CONNECTIONS = 1040;

    @TempDir
    private Path directory;

    @Test
    void too_many_connections_is_the_answer_of_a_server_that_lives() {
        MySqlDialect dialect = new MySqlDialect(true, false);
        SQLException answer = new SQLException("Too many connections", "08004", TOO_MANY_CONNECTIONS);
        SQLException pools = new SQLTransientConnectionException("no connection in time", answer);

        assertThat(JdbcFailure.of("it failed", answer, dialect))
                .isExactlyInstanceOf(SessionStoreException.class)
                .hasMessageContaining("max_connections");
        assertThat(JdbcFailure.of("it failed", pools, dialect))
                .isExactlyInstanceOf(SessionStoreException.class)
                .hasMessageContaining("max_connections");
        assertThat(JdbcFailure.of("it failed", new SQLException("refused", "08000", 0), dialect))
                .isExactlyInstanceOf(StoreUnreachableException.class);
    }

    @Test
    void a_connection_that_cannot_be_put_back_as_it_was_hides_no_failure() throws Exception {
        SQLException gone = new SQLException("the connection is gone", "08006");
        SQLException lost = new SQLException("this connection has been closed", "08003");
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("a.db"))) {
            assertThatThrownBy(() -> Transactions.restoring(
                            connection,
                            same -> {
                                throw gone;
                            },
                            same -> {
                                throw lost;
                            }))
                    .isSameAs(gone)
                    .hasSuppressedException(lost);
            assertThatThrownBy(() -> Transactions.restoring(connection, same -> 1, same -> {
                        throw lost;
                    }))
                    .isSameAs(lost);
        }
    }
}
