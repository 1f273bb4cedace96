package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnconfirmedWriteException;
import org.junit.jupiter.api.Test;

/** What was stored but not confirmed is told by 503, and the browser hears of the id that is valid then. */
class UnconfirmedTest extends WebTest {

    private static void assertUnavailable(Browser.Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("5");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void an_unconfirmed_login_is_told_and_its_cookie_is_sent() {
        store.leaveUnconfirmed("create");

        Browser.Reply reply = browser.get("/login");

        assertUnavailable(reply);
        assertThat(reply.setCookies()).hasSize(1);
        store.leaveUnconfirmed();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void an_unconfirmed_id_change_is_told_and_the_new_id_is_sent() {
        logIn();
        app.page("/rename", (request, response) -> {
            request.changeSessionId();
            request.getSession().setAttribute("user", "bob");
            response.getWriter().print("renamed");
        });
        store.leaveUnconfirmed("update");

        Browser.Reply reply = browser.get("/rename");

        assertUnavailable(reply);
        assertThat(reply.setCookies()).hasSize(1);
        store.leaveUnconfirmed();
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void an_unconfirmed_change_is_told_and_the_cookie_stays() {
        logIn();
        app.page("/change", (request, response) -> request.getSession().setAttribute("user", "bob"));
        store.leaveUnconfirmed("update");

        Browser.Reply reply = browser.get("/change");

        assertUnavailable(reply);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void an_unconfirmed_logout_is_told_and_the_cookie_goes() {
        logIn();
        app.page("/logout", (request, response) -> request.getSession().invalidate());
        store.leaveUnconfirmed("delete");

        Browser.Reply reply = browser.get("/logout");

        assertUnavailable(reply);
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(browser.sessionId()).isNull();
        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void a_page_that_minds_by_itself_answers_as_it_likes() {
        logIn();
        app.page("/rename", (request, response) -> {
            request.changeSessionId();
            try {
                engine.flush(SessionFilter.requireSession(request));
            } catch (UnconfirmedWriteException e) {
                response.getWriter().print("not safe yet");
            }
        });
        store.leaveUnconfirmed("update");

        Browser.Reply reply = browser.get("/rename");

        assertThat(reply.body()).isEqualTo("not safe yet");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void an_id_change_that_was_stored_is_told_though_the_request_fails_later() {
        logIn();
        app.page("/rename", (request, response) -> {
            request.changeSessionId();
            engine.flush(SessionFilter.requireSession(request));
            throw new SessionStoreException("the store broke down afterwards", null);
        });

        Browser.Reply reply = browser.get("/rename");

        assertUnavailable(reply);
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }
}
