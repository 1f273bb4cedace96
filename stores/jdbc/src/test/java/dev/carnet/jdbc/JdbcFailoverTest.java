package dev.carnet.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.carnet.error.SessionStoreException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.Settings;
import dev.carnet.testservers.FreshDatabase;
import dev.carnet.testservers.PostgresServer;
import dev.carnet.testservers.SwitchProxy;
import dev.carnet.testservers.TestServers;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** After a failover the connections of a pool lead to the old primary, which answers and accepts no writes. */
class JdbcFailoverTest {
    private static final DbiProvider PROVIDER = new DbiProvider();
    private static final SessionRecord BEFORE = Given.session("before");

    private static Settings settings(String url) {
        return Settings.builder(Object::toString).set(DbiProvider.DSN, url).build();
    }

    private static void borrowAtOnce(SessionStore store, int count) throws Exception {
        HikariDataSource pool = store.unwrap(HikariDataSource.class).orElseThrow();
        List<Connection> borrowed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            borrowed.add(pool.getConnection());
        }
        for (Connection each : borrowed) {
            each.close();
        }
    }

    /** One write is refused; from the next on the new primary has them all. */
    private static void failsOver(SessionStore store, Runnable failover) throws Exception {
        store.create(BEFORE);
        borrowAtOnce(store, 3);

        failover.run();

        assertThat(store.find(BEFORE.header().key())).contains(BEFORE);
        assertThatThrownBy(() -> store.create(Given.session("refused")))
                .isInstanceOf(SessionStoreException.class)
                .hasMessageContaining("accepts no writes");
        for (int i = 0; i < 5; i++) {
            assertThat(store.create(Given.session("after" + i))).isTrue();
        }
        borrowAtOnce(store, 3);
        assertThat(store.find(BEFORE.header().key())).isEmpty();
    }

    /** The old primary is MySQL and the new one MariaDB: the same protocol, and servers that other tests use too. */
    @Test
    void mysql_is_left_for_the_new_primary_as_soon_as_it_takes_no_writes() throws Exception {
        TestDatabase old = TestDatabase.mySql().initialised();
        String name = old.sql("SELECT DATABASE()").get(0);
        FreshDatabase next = new FreshDatabase(
                TestServers.mariaDb().url(name), TestServers.mariaDb().url(""), "DROP DATABASE " + name);
        FreshDatabase.sql(next.serverUrl(), "CREATE DATABASE " + name);
        new TestDatabase(next).initialised();
        try (SwitchProxy address = SwitchProxy.to(TestServers.mySql().port());
                SessionStore store = PROVIDER.open(
                        settings("jdbc:mariadb://127.0.0.1:" + address.port() + "/" + name
                                + "?user=root&sslMode=disable&allowPublicKeyRetrieval=true"),
                        SessionOptions.DEFAULTS)) {
            failsOver(store, () -> {
                old.sql("SET GLOBAL super_read_only = ON");
                address.switchTo(TestServers.mariaDb().port());
            });
            assertThat(next.sql("SELECT id FROM sessions")).hasSize(5);
        } finally {
            old.sql("SET GLOBAL super_read_only = OFF");
            old.sql("SET GLOBAL read_only = OFF");
            old.drop();
            next.drop();
        }
    }

    private static String url(String hosts) {
        return "jdbc:postgresql://" + hosts + "/postgres?user=postgres&currentSchema=failover";
    }

    private static String host(int port) {
        return "127.0.0.1:" + port;
    }

    private static void readOnly(PostgresServer server, boolean value) {
        FreshDatabase.sql(server.url("public"), "ALTER SYSTEM SET default_transaction_read_only = " + value);
        FreshDatabase.sql(server.url("public"), "SELECT pg_reload_conf()");
        // Whoever is connected has been signalled as soon as a new connection finds it so.
        while (!FreshDatabase.sql(server.url("public"), "SHOW default_transaction_read_only")
                .equals(List.of(value ? "on" : "off"))) {
            Thread.onSpinWait();
        }
    }

    private static TestDatabase there(int port) {
        FreshDatabase.sql(url(host(port)), "CREATE SCHEMA IF NOT EXISTS failover");
        return new TestDatabase(new FreshDatabase(url(host(port)), url(host(port)), "DROP SCHEMA failover CASCADE"))
                .initialised();
    }

    @Test
    void postgresql_is_left_for_the_new_primary_as_soon_as_it_takes_no_writes() throws Exception {
        int next = TestServers.postgres().port();
        try (PostgresServer old = PostgresServer.start(TestServers.directory())) {
            there(old.port());
            TestDatabase database = there(next);
            try (SwitchProxy address = SwitchProxy.to(old.port());
                    SessionStore byAddress =
                            PROVIDER.open(settings(url(host(address.port()))), SessionOptions.DEFAULTS);
                    HikariDataSource pool = new HikariDataSource()) {
                pool.setJdbcUrl(url(host(address.port())));
                SessionStore handedIn = database.open(pool);
                failsOver(byAddress, () -> {
                    address.switchTo(next);
                    readOnly(old, true);
                });
                assertThat(database.sql("SELECT id FROM failover.sessions")).hasSize(5);
                database.sql("DELETE FROM failover.sessions");
                assertThatThrownBy(() -> handedIn.create(BEFORE)).hasMessageContaining("accepts no writes");
                assertThat(handedIn.create(BEFORE)).isTrue();
                database.sql("DELETE FROM failover.sessions");

                readOnly(old, false);
                FreshDatabase.sql(old.url("failover"), "DELETE FROM sessions");
                try (SessionStore byHosts =
                        PROVIDER.open(settings(url(host(old.port()) + "," + host(next))), SessionOptions.DEFAULTS)) {
                    failsOver(byHosts, () -> readOnly(old, true));
                }
                staysReadable(old);
            } finally {
                database.drop();
            }
        }
    }

    /** Where there is no other server, reads go on, and writes as soon as it takes them again. */
    private static void staysReadable(PostgresServer server) {
        readOnly(server, false);
        try (SessionStore store = PROVIDER.open(settings(url(host(server.port()))), SessionOptions.DEFAULTS)) {
            store.create(Given.session("here"));
            readOnly(server, true);
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> store.create(Given.session("refused")))
                        .hasMessageContaining("accepts no writes");
                assertThat(store.find(Given.session("here").header().key())).isPresent();
            }
            readOnly(server, false);
            assertThat(store.create(Given.session("again"))).isTrue();
        }
    }
}
