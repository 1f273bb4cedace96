package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.jdbc.connection.Dsn;
import dev.carnet.jdbc.connection.JdbcDriver;
import dev.carnet.jdbc.connection.SqliteFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DsnTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:/var/web.db, jdbc:sqlite:/var/web.db",
        "JDBC:SQLite:web.db, jdbc:sqlite:web.db",
        "' jdbc:sqlite:web.db ', jdbc:sqlite:web.db",
        "jdbc:sqlite:web.db?cache_size=100, jdbc:sqlite:web.db?cache_size=100"
    })
    void a_jdbc_url_names_a_database(String dsn, String url) {
        assertThat(Dsn.parse(dsn)).isEqualTo(new Dsn(JdbcDriver.SQLITE, url));
    }

    @ParameterizedTest
    @CsvSource({
        "'jdbc:mariadb:sequential://a,b/web', MARIADB, 'jdbc:mariadb:sequential://a,b/web'",
        "'jdbc:mysql:replication://a,b/web', MYSQL, 'jdbc:mysql:replication://a,b/web'",
        "'jdbc:postgresql://a:5432,b/web?user=x', POSTGRESQL, 'jdbc:postgresql://a:5432,b/web?user=x'",
        "jdbc:h2:file:./web, H2, jdbc:h2:file:./web"
    })
    void a_database_on_a_server_has_a_url(String dsn, JdbcDriver driver, String url) {
        assertThat(Dsn.parse(dsn)).isEqualTo(new Dsn(driver, url));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb:loadbalance://a,b/web",
                "jdbc:mysql:loadbalance://a,b/web",
                "jdbc:postgresql://a,b/web?targetServerType=preferSecondary",
                "jdbc:postgresql://a,b/web?user=x&targetServerType=any"
            })
    void a_url_that_reads_elsewhere_than_it_writes_is_refused(String dsn) {
        assertThatThrownBy(() -> Dsn.parse(dsn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("primary");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web.db", "jdbc:oracle:thin:scott/hunter2@db", "dbi:Oracle:host=db;password=hunter2"})
    void what_names_no_known_database_is_refused_with_what_is_allowed(String dsn) {
        assertThatThrownBy(() -> Dsn.parse(dsn))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("jdbc:sqlite:FILE")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_sqlite_database_has_a_name() {
        assertThatThrownBy(() -> Dsn.parse("jdbc:sqlite:"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("file name is missing");
    }

    @Test
    void a_dsn_of_perls_is_refused_with_what_reads_it() {
        assertThatThrownBy(() -> Dsn.parse("dbi:Pg:dbname=web;password=hunter2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("carnet-dancer")
                .hasMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:sqlite:/var/web.db, /var/web.db",
        "jdbc:sqlite:/var/x/../web.db?cache_size=100, /var/web.db",
        "jdbc:sqlite:file:/var/web.db, /var/web.db",
        "jdbc:sqlite:file:///var/my%20web.db?cache=private, /var/my web.db"
    })
    void the_file_of_a_url_is_known(String url, Path file) {
        assertThat(Dsn.parse(url).file()).contains(new SqliteFile(file));
        assertThat(Dsn.parse(url).isInMemory()).isFalse();
    }

    @Test
    void a_relative_file_is_one_of_the_working_directory() {
        SqliteFile expected = new SqliteFile(Path.of("data/web.db").toAbsolutePath());

        assertThat(Dsn.parse("jdbc:sqlite:data/web.db").file()).contains(expected);
        assertThat(Dsn.parse("jdbc:sqlite:file:data/web.db").file()).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:sqlite::memory:",
                "jdbc:sqlite:file::memory:?cache=shared",
                "jdbc:sqlite:file:web?mode=memory&cache=shared"
            })
    void a_database_in_memory_has_no_file(String url) {
        assertThat(Dsn.parse(url).file()).isEmpty();
        assertThat(Dsn.parse(url).isInMemory()).isTrue();
    }

    @Test
    void a_password_in_a_url_is_masked_when_printed() {
        assertThat(Dsn.parse("jdbc:sqlite:web.db?password=hunter2&cache_size=9"))
                .hasToString("jdbc:sqlite:web.db?password=***&cache_size=9");
    }
}
