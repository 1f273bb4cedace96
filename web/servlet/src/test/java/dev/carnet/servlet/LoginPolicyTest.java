package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.error.SessionLimitException;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Logins, and what the options say of them, as a browser sees them. */
class LoginPolicyTest extends WebTest {
    private void serve(SessionOptions options) throws Exception {
        engine.close();
        engine = newEngine(options);
        use(CookieOptions.DEFAULTS);
        app.page("/principal", (request, response) -> {
            try {
                SessionFilter.logIn(request, "ada");
                response.getWriter().print("welcome");
            } catch (SessionLimitException e) {
                response.getWriter().print("too many");
            }
        });
        app.page(
                "/who",
                (request, response) -> response.getWriter()
                        .print(SessionFilter.session(request)
                                .map(session -> session.principal() + " since " + session.authenticatedAt())
                                .orElse("nobody")));
    }

    @Test
    void a_login_has_a_user_a_new_id_and_a_time() throws Exception {
        serve(SessionOptions.DEFAULTS);
        open("/login");
        String before = browser.sessionId();

        assertThat(open("/principal")).isEqualTo("welcome");

        assertThat(browser.sessionId()).isNotEqualTo(before);
        assertThat(open("/who")).isEqualTo("ada since " + clock.instant());
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_visitor_without_a_session_may_log_in() throws Exception {
        serve(SessionOptions.DEFAULTS);

        assertThat(open("/principal")).isEqualTo("welcome");

        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/who")).startsWith("ada since ");
    }

    @Test
    void one_login_too_many_can_be_refused() throws Exception {
        serve(SessionOptions.builder()
                .limitPerUser(1)
                .onLimit(LimitPolicy.REFUSE)
                .build());
        open("/principal");

        Browser second = newBrowser();

        assertThat(second.get("/principal").body()).isEqualTo("too many");
        assertThat(second.get("/who").body()).isEqualTo("nobody");
        assertThat(open("/who")).startsWith("ada since ");
    }

    @Test
    void a_refusal_that_nobody_catches_is_answered_with_403() throws Exception {
        serve(SessionOptions.builder()
                .limitPerUser(1)
                .onLimit(LimitPolicy.REFUSE)
                .build());
        app.page("/only-principal", (request, response) -> SessionFilter.logIn(request, "ada"));
        app.page("/set-principal", (request, response) -> {
            request.getSession();
            SessionFilter.session(request).orElseThrow().setPrincipal("ada");
        });
        open("/only-principal");
        Browser second = newBrowser();

        for (String each : List.of("/only-principal", "/set-principal")) {
            Browser.Reply refused = second.get(each);

            assertThat(refused.status()).as(each).isEqualTo(403);
            assertThat(refused.body()).as(each).startsWith("You are logged in as often as is allowed.");
            assertThat(refused.hasHeader("retry-after")).isFalse();
            assertThat(second.get("/who").body()).doesNotContain("ada");
        }
        assertThat(open("/who")).startsWith("ada since ");
    }

    @Test
    void or_end_the_oldest_session() throws Exception {
        serve(SessionOptions.builder().limitPerUser(1).build());
        open("/principal");
        clock.pass(Duration.ofSeconds(1));

        Browser second = newBrowser();

        assertThat(second.get("/principal").body()).isEqualTo("welcome");
        assertThat(open("/who")).isEqualTo("nobody");
    }

    @Test
    void an_id_in_use_is_renewed_without_the_application() throws Exception {
        serve(SessionOptions.builder().renewal(Duration.ofMinutes(10)).build());
        open("/login");
        String first = browser.sessionId();
        Browser thief = browser.copy();
        clock.pass(Duration.ofMinutes(9));
        assertThat(browser.get("/user").setCookies()).isEmpty();
        clock.pass(Duration.ofMinutes(2));

        assertThat(browser.get("/user").setCookies()).hasSize(1);

        assertThat(browser.sessionId()).isNotEqualTo(first);
        assertThat(open("/user")).isEqualTo("ada");
        assertThat(thief.get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void the_id_may_travel_in_a_header_by_configuration_alone() throws Exception {
        CarnetConfig config = CarnetConfig.parse("carnet.yml", "session: Memory\nsession_id_header: X-Auth-Token\n");
        app.use(SessionFilter.builder(engine, config).build());
        app.page("/logout", (request, response) -> request.getSession().invalidate());

        Browser.Reply login = browser.get("/login");
        String id = login.header("x-auth-token");

        assertThat(login.setCookies()).isEmpty();
        assertThat(login.header("cache-control")).isEqualTo("no-store");
        assertThat(browser.get("/user", "X-Auth-Token", id).body()).isEqualTo("ada");
        assertThat(browser.get("/logout", "X-Auth-Token", id).header("x-auth-token"))
                .isEmpty();
        assertThat(browser.get("/user", "X-Auth-Token", id).body()).isEqualTo("nobody");
    }
}
