package dev.carnet.spi.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerlDsnTest {
    @ParameterizedTest
    @CsvSource({
        "dbi:SQLite:dbname=web.db, jdbc:sqlite:web.db",
        "' DBI:sqlite(RaiseError=>1):db=/var/my web.db;sqlite_unicode=1 ', jdbc:sqlite:/var/my web.db",
        "dbi:SQLite::memory:, jdbc:sqlite::memory:",
        "dbi:Pg:dbname=web;host=db;port=5433, jdbc:postgresql://db:5433/web",
        "DBI:MariaDB:database=web;host=db, jdbc:mariadb://db/web?sslMode=disable",
        "DBI:MariaDB:database=web;host=db;mariadb_ssl=1, jdbc:mariadb://db/web"
    })
    void a_perl_dsn_means_a_jdbc_url(String dsn, String url) {
        assertThat(PerlDsn.of(dsn).orElseThrow().jdbcUrls()).containsExactly(url);
    }

    @Test
    void mysql_is_reached_by_two_drivers() {
        assertThat(PerlDsn.of("DBI:mysql:web:db:3307").orElseThrow().jdbcUrls())
                .containsExactly("jdbc:mysql://db:3307/web", "jdbc:mariadb://db:3307/web?sslMode=disable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web.db", "jdbc:sqlite:web.db", "dbi:SQLite"})
    void another_text_is_none(String text) {
        assertThat(PerlDsn.of(text)).isEmpty();
    }

    @Test
    void a_database_that_nobody_here_knows_has_no_url_and_is_printed_without_its_password() {
        PerlDsn dsn = PerlDsn.of("dbi:Oracle:host=db;password=hunter2").orElseThrow();

        assertThat(dsn.jdbcUrls()).isEmpty();
        assertThat(dsn).hasToString("PerlDsn[Oracle]");
    }

    @ParameterizedTest
    @CsvSource({
        "DBI:mysql:database=web;mysql_socket=/run/mysqld.sock, mysql_socket",
        "dbi:Pg:dbname=web;service=x, service",
        "dbi:Pg:host=db, name of the database is missing",
        "dbi:SQLite:dbname=web.db;host=db, 'host'"
    })
    void what_means_nothing_here_is_refused(String dsn, String problem) {
        assertThatThrownBy(() -> PerlDsn.of(dsn).orElseThrow().jdbcUrls())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem);
    }

    @Test
    void a_password_in_a_url_is_masked() {
        assertThat(Passwords.mask("no route to jdbc:mysql://bob:hunter2@db/web?password=hunter2&x=1"))
                .isEqualTo("no route to jdbc:mysql://bob:***@db/web?password=***&x=1");
    }
}
