package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.jdbc.sql.Dialect;
import dev.carnet.jdbc.sql.TableName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
    private static String quoted(String name) {
        return TableName.parse(name).quoted(new Dialect()::quote);
    }

    @Test
    void a_name_may_have_a_schema() {
        assertThat(quoted("sessions")).isEqualTo("\"sessions\"");
        assertThat(quoted("web.sessions")).isEqualTo("\"web\".\"sessions\"");
    }

    @Test
    void a_part_with_a_dot_stands_in_quotes() {
        assertThat(quoted("\"my.table\"")).isEqualTo("\"my.table\"");
        assertThat(quoted("web.\"my.table\"")).isEqualTo("\"web\".\"my.table\"");
        assertThat(quoted("\"say \"\"hi\"\"\"")).isEqualTo("\"say \"\"hi\"\"\"");
    }

    @Test
    void whatever_a_name_holds_it_stays_a_name() {
        assertThat(quoted("x; DROP TABLE users --")).isEqualTo("\"x; DROP TABLE users --\"");
        assertThat(quoted("x`y")).isEqualTo("\"x`y\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.b.c", ".sessions", "sessions.", "a\"b", "\"open", "a\u0000b"})
    void what_is_no_name_is_refused(String name) {
        assertThatThrownBy(() -> new JdbcOptions(name, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("allowed is");
    }
}
