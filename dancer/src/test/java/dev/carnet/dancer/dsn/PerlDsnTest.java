package dev.carnet.dancer.dsn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PerlDsnTest {
    private static PerlDsn dsn(String text) {
        return PerlDsn.of(text).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "dbi:SQLite:dbname=web.db, jdbc:sqlite:web.db",
        "' DBI:sqlite(RaiseError=>1):db=/var/my web.db;sqlite_unicode=1 ', jdbc:sqlite:/var/my web.db",
        "dbi:SQLite:uri=file:web.db?mode=rw, jdbc:sqlite:file:web.db?mode=rw",
        "dbi:SQLite:web.db, jdbc:sqlite:web.db",
        "dbi:SQLite::memory:, jdbc:sqlite::memory:",
        "dbi:Pg:dbname=web;host=db;port=5433, jdbc:postgresql://db:5433/web",
        "dbi:Pg:db=web, jdbc:postgresql://localhost/web",
        "dbi:Pg:dbname=web;host=db;sslmode=verify-full;sslrootcert=/etc/my ca.pem;pg_enable_utf8=1,"
                + " jdbc:postgresql://db/web?sslmode=verify-full&sslrootcert=/etc/my%20ca.pem",
        "dbi:Pg:dbname=web;host=/run/pg, jdbc:postgresql://localhost/web?sslmode=disable"
                + "&socketFactory=org.newsclub.net.unix.AFUNIXSocketFactory$FactoryArg"
                + "&socketFactoryArg=/run/pg/.s.PGSQL.5432",
        "DBI:MariaDB:database=web;host=db, jdbc:mariadb://db/web?sslMode=disable",
        "DBI:MariaDB:database=web;host=db;mariadb_ssl=1, jdbc:mariadb://db/web",
        "DBI:MariaDB:web;mariadb_socket=/run/my.sock, jdbc:mariadb://localhost/web?sslMode=disable&localSocket=/run/my.sock",
        "dbi:mysql:database=web;mysql_socket=/run/my.sock, jdbc:mariadb://localhost/web?sslMode=disable&localSocket=/run/my.sock"
    })
    void a_perl_dsn_means_a_jdbc_url(String text, String url) {
        assertThat(dsn(text).targets()).extracting(JdbcTarget::url).containsExactly(url);
    }

    @ParameterizedTest
    @CsvSource({
        "DBI:mysql:web:db:3307, db:3307/web",
        "dbi:mysql:web, localhost/web",
        "DBI:mysql:database=web;host=127.0.0.1;port=3306;mysql_enable_utf8=1, 127.0.0.1:3306/web"
    })
    void mysql_is_reached_by_two_drivers(String text, String place) {
        assertThat(dsn(text).targets())
                .extracting(JdbcTarget::url)
                .containsExactly("jdbc:mysql://" + place, "jdbc:mariadb://" + place + "?sslMode=disable");
    }

    @Test
    void of_two_drivers_the_one_on_the_class_path_counts() {
        assertThat(dsn("DBI:mysql:web:db").target().driver()).isEqualTo("org.mariadb.jdbc.Driver");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "web.db", "jdbc:sqlite:web.db", "dbi:SQLite"})
    void another_text_is_none(String text) {
        assertThat(PerlDsn.of(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dbi:Pg:dbname=web;service=x, write its host",
        "dbi:mysql:database=web;mysql_read_default_file=/etc/my.cnf, write its host",
        "dbi:Pg:dbname=web;color=red, is not supported for PostgreSQL",
        "dbi:Pg:host=db, name of the database is missing",
        "dbi:SQLite:dbname=, the file is missing",
        "dbi:SQLite:dbname=web.db;host=db, is not an option of SQLite",
        "dbi:Oracle:host=db;password=hunter2, does not support Perl's driver 'Oracle'"
    })
    void what_means_nothing_here_is_refused_with_a_remedy(String text, String problem) {
        assertThatThrownBy(() -> dsn(text).target())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void a_password_is_not_printed() {
        PerlDsn dsn = dsn("dbi:Pg:dbname=web;user=bob;password=hunter2");

        assertThat(dsn).hasToString("PerlDsn[Pg]");
        assertThat(dsn.target().password()).hasValue("hunter2");
        assertThat(dsn.target()).hasToString("JdbcTarget[jdbc:postgresql://localhost/web]");
    }
}
