package dev.carnet.dancer.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.dancer.DemoPage;
import dev.carnet.dancer.Perl;
import dev.carnet.dancer.PerlPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.StoreSetup;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who has a cookie of Dancer's stays logged in at Java, whose cookie then names a session in a store. */
@Timeout(300)
class TakenOverCookiesTest {
    private static final String SECRET = "this random key IS NOT very random";

    @TempDir
    Path directory;

    /** @param dancer the settings of the Dancer application */
    private CarnetConfig config(String dancer) {
        return CarnetConfig.parse(
                "carnet.yml", """
                session: JDBC
                engines: {session: {JDBC: {url: 'jdbc:sqlite:%s', create: true}}}
                dancer: take-over
                fallback:
                """.formatted(directory.resolve("new.db")) + dancer.indent(2), name -> null);
    }

    private CarnetConfig config(int dancer) {
        return config(
                dancer == 1
                        ? "session: cookie\nsession_cookie_key: '" + SECRET + "'\nsession_expires: 1 hour\n"
                        : "session: Cookie\nengines: {session: {Cookie: {secret_key: '" + SECRET
                                + "', default_duration: 3600}}}\n");
    }

    private static PerlPage page(int dancer) {
        Perl.assumeModules("libsession-storage-secure-perl", "Session::Storage::Secure");
        if (dancer == 1) {
            Perl.assumeModules("libdancer-session-cookie-perl", "Dancer", "Dancer::Session::Cookie");
            return PerlPage.dancer1("{\"session\":\"cookie\",\"session_cookie_key\":\"" + SECRET
                    + "\",\"session_expires\":\"1 hour\"}");
        }
        return PerlPage.dancer2("{\"engine\":\"Cookie\",\"secret_key\":\"" + SECRET + "\",\"default_duration\":3600}");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void a_browser_stays_logged_in(int dancer) {
        String ofPerl = page(dancer).get("/login/bob", "").cookie().orElseThrow();
        assertThat(page(dancer).get("/who", ofPerl).text()).isEqualTo("200 bob");

        try (DemoPage demo = DemoPage.start(config(dancer))) {
            DemoPage.Answer first = demo.get("/session", ofPerl);
            assertThat(first.body()).contains("bob");
            String ofJava = first.cookie().orElseThrow();
            assertThat(ofJava).matches("[A-Za-z0-9_-]{40}");
            assertThat(demo.get("/session", ofPerl).cookie())
                    .as("a request that comes late with the old cookie meets the same session")
                    .contains(ofJava);
            assertThat(demo.get("/session", ofJava).body()).contains("bob");
            assertThat(demo.get("/session", ofJava).cookie()).isEmpty();
            assertThat(demo.post("/count", ofJava, "").status()).isEqualTo(303);

            String loggedIn = demo.post("/login", ofPerl, "user=ann").cookie().orElseThrow();
            assertThat(loggedIn).isNotEqualTo(ofJava);
            assertThat(demo.get("/session", ofPerl).status())
                    .as("the cookie has been used, and its session has another id")
                    .isEqualTo(404);
            assertThat(demo.get("/session", ofPerl).cookie()).isEmpty();

            demo.post("/logout", loggedIn, "");
            assertThat(demo.get("/session", loggedIn).status()).isEqualTo(404);
            assertThat(demo.get("/session", ofPerl).status()).isEqualTo(404);
        }
    }

    private static SessionId perls(int dancer) {
        return SessionId.of(page(dancer).get("/login/bob", "").cookie().orElseThrow());
    }

    @Test
    void the_requests_of_a_browser_that_still_has_it_meet_in_one_session() throws Exception {
        SessionId cookie = perls(2);
        ExecutorService pool = Executors.newFixedThreadPool(8);

        try (SessionEngine engine = config(2).open()) {
            List<Future<Optional<SessionId>>> asked = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                int request = i;
                asked.add(pool.submit(() -> engine.update(cookie, session -> session.put("n" + request, request))
                        .map(Session::id)));
            }
            Set<SessionId> ids = new HashSet<>();
            for (Future<Optional<SessionId>> each : asked) {
                ids.add(each.get().orElseThrow());
            }
            assertThat(ids).hasSize(1);
            Session session = engine.retrieve(ids.iterator().next()).orElseThrow();
            assertThat(session.names())
                    .contains("user", "list", "n0", "n1", "n2", "n3", "n4", "n5", "n6", "n7")
                    .doesNotContain("id");
            assertThat(session.isNew()).isFalse();
        } finally {
            pool.shutdown();
        }
    }

    /** The note that a cookie was used is no session to anybody who looks, and outlives the session. */
    @Test
    void who_looks_meets_sessions_alone() {
        SessionId cookie = perls(2);
        CarnetConfig config = config(2);

        try (SessionEngine engine = config.open();
                SessionStore store = config.openStore()) {
            Session session = engine.retrieve(cookie).orElseThrow();
            assertThat(store.count(SessionQuery.ALL)).isEqualTo(1);
            assertThat(store.scan(SessionQuery.ALL, null, 10).sessions())
                    .singleElement()
                    .satisfies(each -> assertThat(each.header().handle()).isEqualTo(session.handle()));

            engine.sessions().revokeAll();
            assertThat(store.count(SessionQuery.ALL)).isZero();
            assertThat(engine.retrieve(cookie)).isEmpty();
            assertThat(engine.sweep().sessions()).isZero();
            assertThat(engine.retrieve(cookie)).isEmpty();
        }
    }

    /** Dancer's cookie is accepted for an hour; the note goes after that. */
    @Test
    void a_note_ends_with_its_cookie() {
        SessionId cookie = perls(2);
        CarnetConfig config = config(2);
        Instant later = Instant.now().plus(2, ChronoUnit.HOURS);

        try (SessionEngine engine = config.open()) {
            engine.destroy(engine.retrieve(cookie).orElseThrow());
            assertThat(notes(engine)).isEqualTo(1);
        }
        try (SessionEngine engine = config.open(builder -> builder.clock(() -> later))) {
            assertThat(engine.retrieve(cookie)).isEmpty();
            assertThat(engine.sweep().sessions()).as("no session was swept").isZero();
            assertThat(notes(engine)).isZero();
        }
    }

    private static long notes(SessionEngine engine) {
        javax.sql.DataSource rows =
                engine.store().unwrap(javax.sql.DataSource.class).orElseThrow();
        try (var connection = rows.getConnection();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT COUNT(*) FROM sessions WHERE id LIKE 'moved.%'")) {
            result.next();
            return result.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_check_says_what_becomes_of_them() {
        try (StoreSetup setup = config(2).setup()) {
            setup.apply();
            assertThat(setup.check())
                    .filteredOn(each -> each.subject().equals("fallback cookies"))
                    .extracting(StoreSetup.Finding::text)
                    .anySatisfy(text -> assertThat(text)
                            .isEqualTo("sessions move out of Dancer's cookies as their users come back"))
                    .anySatisfy(text ->
                            assertThat(text).contains("a copy of a cookie that has not been used here logs in"));
        }
        try (StoreSetup setup = config("session: Cookie\nengines: {session: {Cookie: {secret_key: short,"
                        + " valid_until: '2020-01-01'}}}\n")
                .setup()) {
            assertThat(setup.check())
                    .extracting(StoreSetup.Finding::text)
                    .anySatisfy(
                            text -> assertThat(text)
                                    .isEqualTo(
                                            "no cookie counts any more since 2020-01-01T00:00:00Z (valid_until): remove fallback"))
                    .anySatisfy(
                            text -> assertThat(text).contains("the application's secret has fewer than 16 characters"))
                    .noneSatisfy(text -> assertThat(text).contains("short:"));
        }
    }

    @Test
    void nothing_else_is_let_in() {
        SessionId cookie = perls(2);
        CarnetConfig another = config(
                "session: Cookie\nengines: {session: {Cookie: {secret_key: 'a secret of another application', default_duration: 3600}}}\n");

        try (SessionEngine engine = another.open()) {
            assertThat(engine.retrieve(cookie)).isEmpty();
        }
        try (SessionEngine engine = CarnetConfig.parse("carnet.yml", "session: Memory\n", name -> null)
                .open()) {
            assertThat(engine.retrieve(cookie)).isEmpty();
        }
    }
}
