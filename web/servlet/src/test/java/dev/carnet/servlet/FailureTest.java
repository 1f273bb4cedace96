package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionGoneException;
import dev.carnet.error.SessionTooLargeException;
import dev.carnet.options.SessionOptions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Sessions that cannot be stored for reasons of their own. */
class FailureTest extends WebTest {

    @Test
    void a_session_that_is_too_large_is_the_applications_fault() throws Exception {
        engine = newEngine(SessionOptions.builder().maxBytes(2000).build());
        use(CookieOptions.DEFAULTS);
        logIn();
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "x".repeat(5000));
            response.getWriter().print("all is well");
        });
        app.page(WebApp.ERROR_PAGE, (request, response) -> {
            assertThat(request.getAttribute("jakarta.servlet.error.exception"))
                    .isInstanceOf(SessionTooLargeException.class);
            response.getWriter().print("error page for " + request.getSession().getId());
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("error page for " + browser.sessionId());
        assertThat(reply.setCookies()).isEmpty();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_new_id_of_a_session_that_is_too_large_is_not_sent() throws Exception {
        engine = newEngine(SessionOptions.builder().maxBytes(2000).build());
        use(CookieOptions.DEFAULTS);
        logIn();
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "x".repeat(5000));
            request.changeSessionId();
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_page_may_make_a_session_fit_after_all() throws Exception {
        engine = newEngine(SessionOptions.builder().maxBytes(2000).build());
        use(CookieOptions.DEFAULTS);
        logIn();
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "x".repeat(5000));
            assertThatThrownBy(response::flushBuffer).isInstanceOf(SessionTooLargeException.class);
            assertThat(response.isCommitted()).isFalse();
            request.getSession().setAttribute("user", "bob");
        });

        open("/page");

        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void a_value_that_became_unstorable_is_the_applications_fault() {
        logIn();
        app.page("/page", (request, response) -> {
            List<Object> list = new ArrayList<>();
            request.getSession().setAttribute("list", list);
            list.add(new Thread());
        });
        app.page(WebApp.ERROR_PAGE, (request, response) -> {
            assertThat(request.getAttribute("jakarta.servlet.error.exception"))
                    .isInstanceOf(SessionCodecException.class);
            response.getWriter().print("error page");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("error page");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_session_that_was_revoked_meanwhile_lets_the_response_pass() {
        logIn();
        app.page("/page", (request, response) -> {
            Session session = SessionFilter.requireSession(request);
            request.getSession().setAttribute("user", "bob");
            assertThat(engine.sessions().revoke(session.handle())).isTrue();
            response.getWriter().print("done");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("done");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void a_page_that_finds_its_session_gone_may_begin_another() {
        logIn();
        app.page("/page", (request, response) -> {
            Session session = SessionFilter.requireSession(request);
            session.put("n", 1);
            engine.sessions().revoke(session.handle());
            assertThatThrownBy(() -> engine.flush(session)).isInstanceOf(SessionGoneException.class);
            assertThat(request.getSession(false)).isNull();
            request.getSession().setAttribute("user", "again");
        });

        assertThat(browser.get("/page").setCookie()).startsWith("session=");
        assertThat(open("/user")).isEqualTo("again");
    }
}
