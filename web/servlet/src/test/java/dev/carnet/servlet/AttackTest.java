package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.encryption.EncryptionKeys;
import dev.carnet.encryption.EncryptionOptions;
import dev.carnet.event.SessionListener;
import dev.carnet.memory.MemorySessionStore;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What an attacker tries: with a browser, before a cache, or with the store in his hands. */
class AttackTest extends WebTest {
    private static final String FORGED = "A".repeat(40);

    private void serve(SessionEngine other) throws Exception {
        engine.close();
        engine = other;
        use(CookieOptions.DEFAULTS);
        app.page("/secure-login", (request, response) -> {
            SessionFilter.logIn(request, "ada");
            request.getSession().setAttribute("user", "ada");
        });
        app.page("/logout", (request, response) -> request.getSession().invalidate());
    }

    private void serve() throws Exception {
        serve(newEngine(SessionOptions.DEFAULTS));
    }

    /** The cookie's name, as a browser learns it. */
    private String cookieName() {
        Browser other = newBrowser();
        String cookie = other.get("/login").setCookie();
        return cookie.substring(0, cookie.indexOf('='));
    }

    private String user(String cookieHeader) {
        Browser.Reply reply = newBrowser().get("/user", "Cookie", cookieHeader);
        assertThat(reply.status()).isLessThan(500);
        return reply.body();
    }

    // Fixation and planted cookies

    @Test
    void an_id_that_somebody_made_up_is_never_adopted() throws Exception {
        serve();
        Browser victim = newBrowser().with(cookieName(), FORGED);

        victim.get("/login");

        assertThat(victim.sessionId()).isNotEqualTo(FORGED);
        assertThat(user(cookieName() + "=" + FORGED)).isEqualTo("nobody");
    }

    @Test
    void a_live_id_planted_in_the_victims_browser_is_dead_after_the_login() throws Exception {
        serve();
        browser.get("/login");
        String planted = browser.sessionId();
        Browser victim = newBrowser().with(cookieName(), planted);

        victim.get("/secure-login");

        assertThat(victim.sessionId()).isNotEqualTo(planted);
        assertThat(victim.get("/user").body()).isEqualTo("ada");
        assertThat(browser.get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void a_second_cookie_of_the_same_name_wins_no_login() throws Exception {
        serve();
        String name = cookieName();
        Browser attacker = newBrowser();
        attacker.get("/login");
        String planted = attacker.sessionId();

        Browser.Reply login =
                newBrowser().get("/secure-login", "Cookie", name + "=" + planted + "; " + name + "=" + FORGED);

        assertThat(login.setCookies()).hasSize(1);
        assertThat(attacker.get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void a_logout_ends_the_planted_session_beside_ones_own() throws Exception {
        serve();
        String name = cookieName();
        Browser other = newBrowser();
        other.get("/login");
        browser.get("/login");

        newBrowser().get("/logout", "Cookie", name + "=" + browser.sessionId() + "; " + name + "=" + other.sessionId());

        assertThat(browser.get("/user").body()).isEqualTo("nobody");
        assertThat(other.get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void an_id_in_the_address_is_no_id() throws Exception {
        serve();
        browser.get("/login");

        assertThat(newBrowser()
                        .get("/user;jsessionid=" + browser.sessionId() + "?session=" + browser.sessionId())
                        .body())
                .isNotEqualTo("ada");
    }

    // Guessing

    @Test
    void guesses_find_nothing_write_nothing_and_are_noticed() throws Exception {
        AtomicInteger suspected = new AtomicInteger();
        serve(SessionEngine.builder(store)
                .clock(clock)
                .listener(new SessionListener() {
                    @Override
                    public void guessingSuspected(int count) {
                        suspected.incrementAndGet();
                    }
                })
                .build());
        String name = cookieName();
        store.forgetCalls();

        for (int i = 0; i < 150; i++) {
            assertThat(user(name + "=" + String.format("%040d", i))).isEqualTo("nobody");
        }

        assertThat(store.calls()).containsOnly("find");
        assertThat(suspected).hasPositiveValue();
    }

    // Hostile values

    @Test
    void hostile_cookies_are_no_sessions_and_no_errors() throws Exception {
        serve();
        String name = cookieName();
        List<String> values = List.of(
                "",
                "\"\"",
                "\"" + FORGED + "\"",
                FORGED + FORGED,
                "' OR '1'='1",
                "../../etc/passwd",
                "%00%0d%0aSet-Cookie:%20x=y",
                "{\"$ne\":null}",
                "${jndi:ldap://localhost/x}",
                "*",
                "session:*",
                "x".repeat(4000));
        store.forgetCalls();

        for (String value : values) {
            assertThat(user(name + "=" + value)).as(value).isEqualTo("nobody");
        }
        assertThat(user((name + "=" + FORGED + "; ").repeat(90))).isEqualTo("nobody");
        assertThat(user("$Version=1; " + name + "=" + FORGED + "; $Path=/; ;;; =; " + name))
                .isEqualTo("nobody");

        assertThat(store.calls()).doesNotContain("create", "update", "delete");
        assertThat(store.calls().size())
                .as("the store is asked for few of them")
                .isLessThan(values.size() + 10);
    }

    // A shared cache

    @Test
    void no_cache_keeps_a_cookie_whatever_the_application_says() throws Exception {
        serve();
        app.page("/cached", (request, response) -> {
            response.setHeader("Cache-Control", "public, max-age=3600");
            response.setHeader("CDN-Cache-Control", "max-age=3600");
            request.getSession().setAttribute("seen", true);
        });

        Browser.Reply reply = browser.get("/cached");

        assertThat(reply.setCookies()).hasSize(1);
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.header("cdn-cache-control")).isEqualTo("no-store");
    }

    @Test
    void a_logout_may_clear_what_else_the_browser_keeps() throws Exception {
        serve();
        app.use(SessionFilter.builder(engine)
                .clearSiteData(List.of("cache", "storage"))
                .build());
        app.page("/again", (request, response) -> {
            request.getSession().invalidate();
            request.getSession().setAttribute("user", "bob");
        });
        Browser.Reply login = browser.get("/login");
        Browser.Reply again = browser.get("/again");
        Browser.Reply logout = browser.get("/logout");

        assertThat(login.hasHeader("clear-site-data")).isFalse();
        assertThat(again.hasHeader("clear-site-data")).isFalse();
        assertThat(logout.header("clear-site-data")).isEqualTo("\"cache\", \"storage\"");
    }

    // The store in his hands

    @Test
    void a_stolen_table_holds_no_cookie() throws Exception {
        MemorySessionStore table = new MemorySessionStore();
        serve(SessionEngine.builder(table).clock(clock).build());
        String name = cookieName();
        browser.get("/login");

        for (SessionRecord each : table.scan(SessionQuery.ALL, null, 100).sessions()) {
            assertThat(user(name + "=" + each.header().key().value())).isEqualTo("nobody");
            assertThat(user(name + "=" + each.header().handle())).isEqualTo("nobody");
            assertThat(each.header().key().value()).isNotEqualTo(browser.sessionId());
        }
    }

    @Test
    void swapped_and_edited_rows_are_nobodys_where_sessions_are_encrypted() throws Exception {
        MemorySessionStore table = new MemorySessionStore();
        serve(SessionEngine.builder(EncryptionOptions.of(EncryptionKeys.of(EncryptionKeys.newKey(), List.of()))
                        .around(table))
                .clock(clock)
                .build());
        Browser attacker = newBrowser();
        attacker.get("/login");
        SessionRecord own = only(table);
        browser.get("/secure-login");
        SessionRecord victims = table.scan(SessionQuery.ALL.ofPrincipal("ada").withAttributes(), null, 1)
                .sessions()
                .get(0);
        SessionHeader place = own.header();

        assertThat(victims.attributes().values().values()).allMatch(Encoded::isSealed);
        assertThat(tamperedUser(
                        table,
                        attacker,
                        new SessionRecord(victims.header().withKey(place.key()), victims.attributes())))
                .as("the whole row")
                .isEqualTo("nobody");
        assertThat(tamperedUser(table, attacker, new SessionRecord(place, victims.attributes())))
                .as("all values")
                .isEqualTo("nobody");
        assertThat(tamperedUser(table, attacker, new SessionRecord(place.withPrincipal("ada"), own.attributes())))
                .as("the user")
                .isEqualTo("nobody");
        assertThat(tamperedUser(table, attacker, own)).as("his own, as it was").isEqualTo("ada");
        assertThat(browser.get("/user").body()).isEqualTo("ada");
    }

    private static SessionRecord only(MemorySessionStore table) {
        List<SessionRecord> all =
                table.scan(SessionQuery.ALL.withAttributes(), null, 2).sessions();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    private static String tamperedUser(MemorySessionStore table, Browser attacker, SessionRecord row) {
        table.delete(row.header().key(), null);
        assertThat(table.create(row)).isTrue();
        return attacker.copy().get("/user").body();
    }
}
