package dev.carnet.jpa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.error.PoolExhaustedException;
import dev.carnet.error.SessionDataException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.error.StoreUnreachableException;
import dev.carnet.jpa.database.Failure;
import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose error a failure is, the application's or the store's, and whether the store gave an answer. */
class FailureKindTest {
    private static Failure failure(SQLException sql) {
        return Failure.of(new PersistenceException("could not execute 'hunter2'", sql));
    }

    @ParameterizedTest
    @CsvSource({"22021, 0", "22P05, 7", "22007, 1366", "HY000, 1366"})
    void a_character_that_the_database_does_not_take_is_the_applications_error_when_it_is_written(
            String state, int code) {
        assertThat(failure(new SQLException("'hunter2'", state, code)).ofWrite("it failed"))
                .isExactlyInstanceOf(SessionDataException.class)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void what_is_too_long_for_its_column_is_too_large_when_it_is_written() {
        assertThat(failure(new SQLException("'hunter2'", "22001", 1406)).ofWrite("it failed"))
                .isExactlyInstanceOf(SessionTooLargeException.class);
    }

    @ParameterizedTest
    @CsvSource({"22P02, 0", "22003, 0", "22012, 22012", "22018, 22018"})
    void other_data_exceptions_of_a_write_are_the_stores(String state, int code) {
        SessionException told =
                failure(new SQLException("'hunter2'", state, code)).ofWrite("it failed");

        assertThat(told)
                .isExactlyInstanceOf(SessionStoreException.class)
                .hasMessageContaining("SQLSTATE " + state)
                .hasMessageContaining("column types")
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("principal");
    }

    @ParameterizedTest
    @CsvSource({"22021, 0", "22P05, 7", "22P02, 0", "22007, 1366", "22001, 0"})
    void a_read_never_is_the_applications_error(String state, int code) {
        assertThat(failure(new SQLException("'hunter2'", state, code)).toException("it failed"))
                .isExactlyInstanceOf(SessionStoreException.class)
                .hasMessageNotContaining("hunter2")
                .hasMessageNotContaining("principal");
    }

    /** MariaDB and MySQL give it a SQLSTATE of broken connections. */
    @Test
    void too_many_connections_is_the_answer_of_a_server_that_lives() {
        SQLException answer = new SQLException("Too many connections", "08004", 1040);

        assertThat(failure(answer).toException("it failed")).isExactlyInstanceOf(SessionStoreException.class);
        assertThat(failure(new SQLTransientConnectionException("no connection in time", answer))
                        .toException("it failed"))
                .isExactlyInstanceOf(PoolExhaustedException.class);
        assertThat(failure(new SQLException("Connection refused", "08000", 0)).toException("it failed"))
                .isExactlyInstanceOf(StoreUnreachableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "42501, 0, true, false",
        "42000, 1142, true, false",
        "25006, 0, false, true",
        "90097, 90097, false, true",
        "HY000, 1290, false, true",
        "25006, 1792, false, true",
        "HY000, 1836, false, true",
        "HY000, 1036, false, true",
        "HY000, 1874, false, true",
        "HY000, 1881, false, true",
        "HY000, 3100, false, true"
    })
    void a_missing_right_is_told_from_a_database_that_takes_no_writes(
            String state, int code, boolean isDenied, boolean isClosed) {
        Failure failure = failure(new SQLException("no", state, code));

        assertThat(failure.isDenied()).isEqualTo(isDenied);
        assertThat(failure.isClosed()).isEqualTo(isClosed);
        assertThat(failure.toException("it failed").getMessage().contains("Connect to the primary"))
                .isEqualTo(isClosed);
    }
}
