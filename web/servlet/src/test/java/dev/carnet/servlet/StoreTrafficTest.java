package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a request costs the store. */
class StoreTrafficTest extends WebTest {

    @Test
    void a_request_that_does_not_ask_for_its_session_costs_nothing() {
        logIn();
        app.page("/static", (request, response) -> {
            request.getRequestedSessionId();
            response.getWriter().print("a picture");
        });

        assertThat(open("/static")).isEqualTo("a picture");

        assertThat(store.calls()).isEmpty();
    }

    @Test
    void a_visitor_who_only_reads_leaves_no_trace() {
        app.page("/read", (request, response) -> {
            HttpSession session = request.getSession();
            response.getWriter().print(session.isNew() + " " + session.getAttribute("user"));
        });

        Browser.Reply reply = browser.get("/read");

        assertThat(reply.body()).isEqualTo("true null");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.hasHeader("cache-control")).isFalse();
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void a_browser_without_a_cookie_has_no_session_and_the_store_is_not_asked() {
        assertThat(open("/user")).isEqualTo("nobody");
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void reading_costs_one_read() {
        logIn();
        app.page("/read", (request, response) -> {
            request.getSession(false).getAttribute("user");
            request.getSession().getAttributeNames();
            request.isRequestedSessionIdValid();
            SessionFilter.requireSession(request).get("user");
        });

        assertThat(browser.get("/read").setCookies()).isEmpty();

        assertThat(store.calls()).containsExactly("find");
    }

    @Test
    void an_unknown_id_is_asked_for_once_and_gets_no_session_and_no_cookie() {
        browser.with("session", "a".repeat(40));
        app.page(
                "/read",
                (request, response) -> response.getWriter()
                        .print(request.getSession(false) + " " + request.isRequestedSessionIdValid() + " "
                                + SessionFilter.session(request).isPresent()));

        Browser.Reply reply = browser.get("/read");

        assertThat(reply.body()).isEqualTo("null false false");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(store.calls()).containsExactly("find");
    }

    @Test
    void an_unknown_id_is_not_adopted() {
        browser.with("session", "a".repeat(40));
        app.page("/id", (request, response) -> {
            request.getSession(false);
            request.getSession().setAttribute("n", 1);
            response.getWriter().print(request.getSession().getId());
        });

        String id = open("/id");

        assertThat(browser.sessionId()).isEqualTo(id).isNotEqualTo("a".repeat(40));
        assertThat(store.calls()).containsExactly("find", "create");
    }

    @Test
    void a_new_session_costs_one_write() {
        open("/login");

        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void several_changes_cost_one_read_and_one_write() {
        logIn();
        app.page("/change", (request, response) -> {
            request.getSession().setAttribute("a", 1);
            response.getWriter().print("written before");
            request.getSession().setAttribute("b", 2);
            request.getSession().removeAttribute("user");
        });

        open("/change");

        assertThat(store.calls()).containsExactly("find", "update");
    }

    @Test
    void a_change_in_place_is_found() {
        app.page(
                "/fill", (request, response) -> request.getSession().setAttribute("cart", new java.util.ArrayList<>()));
        app.page("/add", (request, response) -> cart(request.getSession()).add("tea"));
        app.page("/cart", (request, response) -> response.getWriter().print(cart(request.getSession())));
        open("/fill");

        open("/add");

        assertThat(open("/cart")).isEqualTo("[tea]");
    }

    @SuppressWarnings("unchecked")
    private static java.util.List<Object> cart(HttpSession session) {
        return (java.util.List<Object>) session.getAttribute("cart");
    }

    @Test
    void an_id_change_costs_one_read_and_one_write_with_everything_else_that_changed() {
        logIn();
        app.page("/rename", (request, response) -> {
            request.changeSessionId();
            request.getSession().setAttribute("role", "admin");
        });

        open("/rename");

        assertThat(store.calls()).containsExactly("find", "update");
    }

    @Test
    void an_end_costs_one_read_and_one_deletion() {
        logIn();
        app.page("/logout", (request, response) -> request.getSession(false).invalidate());

        open("/logout");

        assertThat(store.calls()).containsExactly("find", "delete");
    }

    @Test
    void an_access_is_noted_once_in_a_touch_window() {
        logIn();
        clock.pass(Duration.ofMinutes(2));

        open("/user");
        open("/user");

        assertThat(store.calls()).containsExactly("find", "touch", "find");
    }
}
