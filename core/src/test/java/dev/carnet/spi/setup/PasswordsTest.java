package dev.carnet.spi.setup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://bob:hunter2@db/web?password=hunter2&x=1, jdbc:mysql://bob:***@db/web?password=***&x=1",
        "jdbc:mysql://bob:hun/ter2@db/web, jdbc:mysql://bob:***@db/web",
        "jdbc:mysql://bob:hunter@2@db:3306/web, jdbc:mysql://bob:***@db:3306/web",
        "jdbc:postgresql://bob:12345@db/web, jdbc:postgresql://bob:***@db/web",
        "jdbc:postgresql://bob:hun?ter2@db/web, jdbc:postgresql://bob:***",
        "jdbc:postgresql://db/web?password=hun@ter2&x=1, jdbc:postgresql://db/web?password=***&x=1",
        "redis://:hunter2@db:6379/0, redis://:***@db:6379/0",
        "bob:hunter2@db/web, bob:***@db/web",
        "no route to bob:hunter2@db:3306, no route to bob:***@db:3306",
        "jdbc:oracle:thin:scott/hunter2@db, jdbc:oracle:thin:scott/***@db",
        "dbi:Pg:dbname=web;password=hunter2;host=db, dbi:Pg:dbname=web;password=***;host=db"
    })
    void a_password_is_masked_wherever_a_url_or_a_dsn_has_it(String text, String masked) {
        assertThat(Passwords.mask(text)).isEqualTo(masked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://127.0.0.1:3306/web",
                "jdbc:mariadb://127.0.0.1:3306",
                "jdbc:mariadb:sequential://a:3306,b:3307/web?sslMode=disable",
                "jdbc:postgresql://[::1]:5432/web",
                "no connection to jdbc:mariadb://127.0.0.1:3306. Start it",
                "Connection to 127.0.0.1:5432 refused",
                "jdbc:sqlite:/var/web.db"
            })
    void what_holds_none_stays_as_it_is(String text) {
        assertThat(Passwords.mask(text)).isEqualTo(text);
        assertThat(Passwords.standBeforeHost(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://bob:hunter2@db/web",
                "jdbc:postgresql://bob@db/web",
                "jdbc:postgresql://bob:hun/ter2@db/web",
                "jdbc:mariadb:sequential://a,bob:hunter2@db:3306/web",
                "jdbc:mariadb://db:port/web"
            })
    void what_is_no_host_is_seen(String url) {
        assertThat(Passwords.standBeforeHost(url)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:mariadb://address=(host=db)(port=3306)/web",
                "jdbc:postgresql:web",
                "jdbc:postgresql:///web",
                "jdbc:postgresql://a:5432,[::1],c:/web?user=bob"
            })
    void hosts_in_any_form_are_hosts(String url) {
        assertThat(Passwords.standBeforeHost(url)).isFalse();
    }
}
