package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CookieOptions;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an application has told the container of its sessions holds behind the filter, as far as it can. */
class TakeoverTest extends WebTest {
    @BeforeEach
    void pages() throws Exception {
        serve(CookieOptions.DEFAULTS);
        shop.page("/login", (request, response) -> request.getSession().setAttribute("user", "ada"));
        shop.page("/rename", (request, response) -> request.changeSessionId());
        shop.page("/logout", (request, response) -> request.getSession().invalidate());
        shop.page(
                "/timeout",
                (request, response) ->
                        response.getWriter().print(request.getSession().getMaxInactiveInterval()));
    }

    private void serve(CookieOptions cookie) throws Exception {
        shop.use(SessionFilter.builder(engine)
                .resolver(new CookieSessionIdResolver(cookie))
                .build());
    }

    private List<String> cannot(WebApp of, CookieOptions cookie) {
        Takeover takeover = Takeover.of(of.context(), engine.options());
        takeover.apply(new WebSessions(
                engine,
                new CookieSessionIdResolver(cookie),
                new SessionListeners(List.of(), List.of()),
                of.context(),
                false,
                null));
        return takeover.cannot();
    }

    @Test
    void its_listeners_are_told() {
        open("/shop/login");
        String cookie = "SHOPSESSION";
        assertThat(shop.listener().told()).containsExactly("created", "added user");
        shop.listener().forget();

        assertThat(browser.cookie(cookie)).hasSize(40);
        open("/shop/rename");
        open("/shop/logout");

        assertThat(shop.listener().told()).containsExactly("id changed", "destroyed", "removed user");
    }

    @Test
    void one_that_is_given_to_the_filter_too_is_told_once() throws Exception {
        ToldListener given = new ToldListener();
        shop.use(SessionFilter.builder(engine).listener(given).build());

        open("/shop/login");

        assertThat(given.told()).containsExactly("created", "added user");
        assertThat(shop.listener().told()).isEmpty();
    }

    @Test
    void its_cookie_is_as_it_says_but_as_safe_as_before() {
        assertThat(browser.get("/shop/login").setCookie())
                .matches("SHOPSESSION=[A-Za-z0-9_-]{40}; Path=/shop/floor; Max-Age=3600; HttpOnly; SameSite=Strict");
    }

    @Test
    void what_carnet_is_told_counts_more() throws Exception {
        serve(CookieOptions.builder().name("id").maxAge(Duration.ofDays(1)).build());

        assertThat(browser.get("/shop/login").setCookie())
                .matches("id=[A-Za-z0-9_-]{40}; Path=/shop/floor; Max-Age=86400; HttpOnly; SameSite=Strict");
    }

    @Test
    void its_timeout_is_that_of_new_sessions() {
        assertThat(open("/shop/timeout")).isEqualTo(Integer.toString(60 * WebApp.TIMEOUT_MINUTES));
    }

    @Test
    void a_timeout_of_carnets_own_counts_more_and_says_so() throws Exception {
        engine.close();
        engine = newEngine(SessionOptions.builder().maxIdle(Duration.ofHours(2)).build());
        serve(CookieOptions.DEFAULTS);

        assertThat(open("/shop/timeout")).isEqualTo("7200");
        assertThat(cannot(shop, CookieOptions.DEFAULTS))
                .containsExactly("the application's <session-timeout> of 45 minutes is overridden by Carnet's"
                        + " session_duration");
    }

    @Test
    void what_is_taken_over_needs_no_word() {
        assertThat(cannot(shop, CookieOptions.DEFAULTS)).isEmpty();
        assertThat(cannot(app, CookieOptions.DEFAULTS)).isEmpty();
    }

    private static final String FORM =
            "FORM login is kept in the container's own session: it ends at a restart and is not shared between"
                    + " servers";

    @Test
    void what_cannot_be_taken_over_is_said_by_name() {
        assertThat(cannot(club, CookieOptions.DEFAULTS))
                .containsExactly(FORM, "the cookie's name CLUB stays the container's, for its own session");
        assertThat(cannot(club, CookieOptions.builder().name("id").build())).containsExactly(FORM);
    }

    @Test
    void a_cookie_that_the_container_would_overwrite_is_said() {
        assertThat(cannot(club, CookieOptions.builder().name("CLUB").build()))
                .containsExactly(
                        FORM,
                        "Carnet's cookie is named CLUB, like the container's, which overwrites it; choose another"
                                + " session_name");
    }
}
