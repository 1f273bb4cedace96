package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.error.SessionStoreException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** An outage of the store is not a logout. */
class OutageTest extends WebTest {

    private static void assertUnavailable(Browser.Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("5");
        assertThat(reply.body()).isEqualTo("Your session is not available at the moment. Please try again shortly.\n");
        assertThat(reply.header("content-type")).startsWithIgnoringCase("text/plain");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void a_session_that_cannot_be_read_is_an_outage_and_after_it_the_user_is_still_logged_in() {
        logIn();
        store.breakDown("find");

        assertUnavailable(browser.get("/user"));
        assertUnavailable(browser.get("/login"));

        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_request_asks_a_broken_store_once_and_never_begins_a_new_session() {
        logIn();
        store.breakDown("find");
        app.page("/page", (request, response) -> {
            assertThatThrownBy(() -> request.getSession(false)).isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(() -> request.getSession(true)).isInstanceOf(SessionStoreException.class);
            assertThatThrownBy(request::changeSessionId).isInstanceOf(SessionStoreException.class);
            response.getWriter().print("without a session");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("without a session");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(store.calls()).containsExactly("find");
    }

    @Test
    void a_change_that_cannot_be_stored_is_an_outage() {
        logIn();
        store.breakDown("update");
        app.page("/change", (request, response) -> {
            request.getSession().setAttribute("user", "bob");
            response.setHeader("X-Page", "yes");
            response.addHeader("Set-Cookie", "theme=dark");
            response.getWriter().print("changed!");
        });

        Browser.Reply reply = browser.get("/change");

        assertUnavailable(reply);
        assertThat(reply.hasHeader("x-page")).isFalse();
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_new_session_that_cannot_be_stored_has_no_cookie() {
        store.breakDown("create");

        assertUnavailable(browser.get("/login"));
    }

    @Test
    void an_access_that_cannot_be_stored_fails_no_request() {
        logIn();
        clock.pass(Duration.ofMinutes(5));
        store.breakDown("touch");

        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void an_id_change_that_cannot_be_stored_is_an_outage() {
        logIn();
        store.breakDown("update");
        app.page("/rename", (request, response) -> request.changeSessionId());

        assertUnavailable(browser.get("/rename"));

        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_logout_that_cannot_be_stored_is_an_outage_and_no_listener_is_told() throws Exception {
        AtomicInteger ends = new AtomicInteger();
        use(CookieOptions.DEFAULTS, new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                ends.incrementAndGet();
            }
        });
        logIn();
        app.page("/logout", (request, response) -> request.getSession().invalidate());
        store.breakDown("delete");

        assertUnavailable(browser.get("/logout"));
        assertThat(ends).hasValue(0);

        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
        open("/logout");
        assertThat(open("/user")).isEqualTo("nobody");
        assertThat(ends).hasValue(1);
    }

    @Test
    void a_logout_that_cannot_be_stored_is_an_outage_even_if_the_page_does_not_mind() {
        logIn();
        store.breakDown("delete");
        app.page("/logout", (request, response) -> {
            assertThatThrownBy(() -> request.getSession().invalidate()).isInstanceOf(SessionStoreException.class);
            response.getWriter().print("good bye!");
        });

        assertUnavailable(browser.get("/logout"));
    }

    @Test
    void a_logout_is_tried_again_before_the_response_leaves() {
        logIn();
        store.breakDown("delete");
        app.page("/logout", (request, response) -> {
            assertThatThrownBy(() -> request.getSession().invalidate()).isInstanceOf(SessionStoreException.class);
            store.breakDown();
            response.getWriter().print("good bye!");
        });

        Browser.Reply reply = browser.get("/logout");

        assertThat(reply.body()).isEqualTo("good bye!");
        assertThat(reply.setCookie()).contains("Max-Age=0");
        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void an_outage_that_a_framework_has_wrapped_is_an_outage() {
        logIn();
        store.breakDown("find");
        app.page("/wrapped", (request, response) -> {
            try {
                request.getSession();
            } catch (SessionStoreException e) {
                throw new ServletException(new IllegalArgumentException(e));
            }
        });

        assertUnavailable(browser.get("/wrapped"));
    }

    @Test
    void an_outage_midway_leaves_nothing_of_the_page() {
        logIn();
        store.breakDown("update");
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            response.getWriter().print("x".repeat(100_000));
        });

        assertUnavailable(browser.get("/page"));
    }

    @Test
    void an_outage_at_a_redirect_or_an_error_is_an_outage() {
        logIn();
        store.breakDown("update");
        app.page("/redirect", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            response.sendRedirect("/elsewhere");
        });
        app.page("/error", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            response.sendError(404);
        });

        assertUnavailable(browser.get("/redirect"));
        assertUnavailable(browser.get("/error"));
    }

    @Test
    void an_outage_after_the_response_left_breaks_it_off() throws Exception {
        assumeTrue(
                container != TestedContainer.UNDERTOW_2_3, "Undertow completes a response whatever a servlet throws");
        logIn();
        app.page("/page", (request, response) -> {
            response.getOutputStream().write(new byte[1 << 20]);
            request.getSession().setAttribute("user", "bob");
            store.breakDown("update");
        });

        assertThatThrownBy(() -> browser.get("/page")).isInstanceOf(AssertionError.class);

        app.awaitIdle();
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_page_that_fails_on_its_own_fails_with_that() {
        logIn();
        store.breakDown("update");
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "bob");
            throw new UnsupportedOperationException("as the test wants it");
        });

        assertThat(browser.get("/page").status()).isEqualTo(500);
    }

    @Test
    void when_to_come_back_can_be_chosen() throws Exception {
        app.use(SessionFilter.builder(engine).retryAfter(Duration.ofMinutes(2)).build());
        store.breakDown("create");

        assertThat(browser.get("/login").header("retry-after")).isEqualTo("120");
    }
}
