package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.Test;

/** One request, one session, whatever it is dispatched to. */
class DispatchTest extends WebTest {
    private static final String KEPT = "the session seen first";

    @Test
    void a_forward_sees_the_same_session() {
        app.page("/from", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            request.setAttribute(KEPT, request.getSession());
            response.getWriter().print("taken back");
            request.getRequestDispatcher("/to").forward(request, response);
        });
        app.page("/to", (request, response) -> {
            assertThat(request.getSession(false)).isSameAs(request.getAttribute(KEPT));
            request.getSession().setAttribute("n", 1);
            response.getWriter().print("forwarded");
        });

        Browser.Reply reply = browser.get("/from");

        assertThat(reply.body()).isEqualTo("forwarded");
        assertThat(reply.setCookie()).startsWith("session=");
        assertThat(store.calls()).containsExactly("create");
    }

    @Test
    void an_include_sees_the_same_session_and_may_begin_it() {
        app.page("/from", (request, response) -> {
            response.getWriter().print("<");
            request.getRequestDispatcher("/to").include(request, response);
            response.getWriter().print(">" + request.getSession(false).getAttribute("user"));
        });
        app.page("/to", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.getWriter().print("included");
        });

        Browser.Reply reply = browser.get("/from");

        assertThat(reply.body()).isEqualTo("<included>ada");
        assertThat(reply.setCookie()).startsWith("session=");
        assertThat(store.calls()).containsExactly("create");
    }

    @Test
    void a_forward_through_the_applications_wrappers_sees_the_same_session() {
        app.page("/from", (request, response) -> {
            request.setAttribute(KEPT, request.getSession());
            request.getSession().setAttribute("user", "ada");
            request.getRequestDispatcher("/to")
                    .forward(new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response));
        });
        app.page("/to", (request, response) -> {
            assertThat(request.getSession(false)).isSameAs(request.getAttribute(KEPT));
            response.getWriter().print("forwarded");
        });

        assertThat(open("/from")).isEqualTo("forwarded");
        assertThat(store.calls()).containsExactly("create");
    }

    @Test
    void an_error_page_sees_the_same_session() {
        logIn();
        app.page("/page", (request, response) -> {
            request.setAttribute(KEPT, request.getSession());
            request.getSession().setAttribute("n", 1);
            response.sendError(404);
        });
        app.page(WebApp.ERROR_PAGE, (request, response) -> {
            assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ERROR);
            assertThat(request.getSession(false)).isSameAs(request.getAttribute(KEPT));
            response.getWriter().print("not found, " + request.getSession().getAttribute("user"));
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.body()).isEqualTo("not found, ada");
        assertThat(store.calls()).containsExactly("find", "update");
    }

    @Test
    void an_error_page_may_begin_a_session() {
        app.page("/page", (request, response) -> response.sendError(404));
        app.page(WebApp.ERROR_PAGE, (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.getWriter().print("x".repeat(100_000));
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void what_a_page_did_before_it_failed_is_kept() {
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.getWriter().print("half a");
            throw new UnsupportedOperationException("as the test wants it");
        });
        app.page(
                WebApp.ERROR_PAGE,
                (request, response) -> response.getWriter()
                        .print("sorry, " + request.getSession().getAttribute("user")));

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("sorry, ada");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void an_error_page_may_end_the_session_that_the_page_began() {
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.sendError(403);
        });
        app.page(WebApp.ERROR_PAGE, (request, response) -> request.getSession().invalidate());

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.setCookie()).contains("Max-Age=0");
        assertThat(store.calls()).containsExactly("create", "delete");
    }

    @Test
    void a_filter_that_is_registered_twice_works_once() throws Exception {
        SessionFilter once = SessionFilter.builder(engine).build();
        Filter twice = (request, response, chain) ->
                once.doFilter(request, response, (inner, out) -> once.doFilter(inner, out, chain));
        app.use(twice);

        assertThat(browser.get("/login").setCookie()).startsWith("session=");
        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/user")).isEqualTo("ada");
        assertThat(store.calls()).containsExactly("create", "find");
    }

    @Test
    void of_two_filters_the_outer_counts() throws Exception {
        SessionFilter outer = SessionFilter.builder(engine)
                .resolver(new CookieSessionIdResolver(
                        CookieOptions.builder().name("outer").build()))
                .build();
        SessionFilter inner = SessionFilter.builder(engine).build();
        app.use((request, response, chain) ->
                outer.doFilter(request, response, (in, out) -> inner.doFilter(in, out, chain)));

        assertThat(browser.get("/login").setCookie()).startsWith("outer=");
    }

    @Test
    void web_applications_with_stores_of_their_own_do_not_see_each_others_attributes() throws Exception {
        ObservedStore otherStore = new ObservedStore();
        try (var other = TestEngines.over(otherStore, clock, dev.carnet.options.SessionOptions.DEFAULTS)) {
            requestsOnly.use(SessionFilter.builder(other)
                    .resolver(new CookieSessionIdResolver(
                            CookieOptions.builder().name("other").build()))
                    .build());
            requestsOnly.page("/page", (request, response) -> {
                HttpSession session = request.getSession();
                response.getWriter().print(session.getAttribute("user"));
                session.setAttribute("user", "other");
                assertThat(session.getServletContext().getContextPath()).isEqualTo("/plain");
            });
            logIn();

            assertThat(open("/plain/page")).isEqualTo("null");
            assertThat(open("/plain/page")).isEqualTo("other");
            assertThat(open("/user")).isEqualTo("ada");
        }
    }

    @Test
    void where_the_filter_is_not_mapped_to_errors_the_error_page_has_no_session_but_nothing_is_lost() throws Exception {
        requestsOnly.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.sendError(404);
        });
        requestsOnly.page(
                "/user",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("user")));

        assertThat(browser.get("/plain/page").body()).isEqualTo("error page");
        assertThat(open("/plain/user")).isEqualTo("ada");
    }

    @Test
    void where_the_filter_is_not_mapped_to_forwards_the_session_is_stored_before_their_first_byte() {
        requestsOnly.page("/from", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            request.getRequestDispatcher("/to").forward(request, response);
        });
        requestsOnly.page("/to", (request, response) -> {
            request.changeSessionId();
            response.getWriter().print("forwarded");
            request.getSession().setAttribute("n", 1);
        });
        requestsOnly.page(
                "/read",
                (request, response) -> response.getWriter()
                        .print(request.getSession().getAttribute("user") + " "
                                + request.getSession().getAttribute("n")));

        Browser.Reply reply = browser.get("/plain/from");

        assertThat(reply.body()).isEqualTo("forwarded");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/plain/read")).isEqualTo("ada 1");
    }

    @Test
    void a_forward_by_name_which_passes_no_filter_stores_the_session_before_its_first_byte() {
        app.page("/from", (request, response) -> {
            if (request.getAttribute(KEPT) == null) {
                request.setAttribute(KEPT, request.getSession());
                request.getSession().setAttribute("user", "ada");
                request.getServletContext().getNamedDispatcher("app").forward(request, response);
            } else {
                assertThat(request.getSession(false)).isSameAs(request.getAttribute(KEPT));
                response.getWriter().print("forwarded");
            }
        });

        Browser.Reply reply = browser.get("/from");

        assertThat(reply.body()).isEqualTo("forwarded");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_forward_that_writes_nothing_stores_its_session_too() {
        app.page(
                "/from",
                (request, response) -> request.getRequestDispatcher("/to").forward(request, response));
        app.page("/to", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.setStatus(204);
        });

        Browser.Reply reply = browser.get("/from");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_forwards_end_is_the_responses_end() throws Exception {
        app.page("/from", (request, response) -> {
            request.getRequestDispatcher("/to").forward(request, response);
            assertThat(response.isCommitted()).isTrue();
            assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class);
            request.getSession().setAttribute("user", "after the forward");
        });
        app.page("/to", (request, response) -> {
            response.getWriter().print("forwarded");
            request.getSession().setAttribute("user", "ada");
        });

        assertThat(open("/from")).isEqualTo("forwarded");
        app.awaitIdle();
        assertThat(open("/user")).isEqualTo("after the forward");
    }

    @Test
    void an_include_cannot_take_the_response_back() {
        app.page("/from", (request, response) -> {
            response.getWriter().print("kept ");
            request.getRequestDispatcher("/to").include(request, response);
            response.getWriter().print("kept too");
        });
        app.page("/to", (request, response) -> {
            response.getWriter().print("x".repeat(100_000));
            assertThatThrownBy(request::getSession).isInstanceOf(IllegalStateException.class);
        });

        assertThat(open("/from")).startsWith("kept x").endsWith("xkept too").hasSize(100_013);
    }
}
