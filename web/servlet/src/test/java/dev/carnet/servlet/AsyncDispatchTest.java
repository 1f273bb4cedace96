package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpSession;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Requests that are dispatched after their page has returned. */
class AsyncDispatchTest extends AsyncWebTest {
    @Test
    void an_asynchronous_dispatch_sees_the_same_session_and_may_rename_it() {
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            request.setAttribute("seen", request.getSession());
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> context.dispatch("/to"));
        });
        app.page("/to", (request, response) -> {
            assertThat(request.getDispatcherType()).isEqualTo(DispatcherType.ASYNC);
            HttpSession session = request.getSession(false);
            assertThat(session).isSameAs(request.getAttribute("seen"));
            response.getWriter().print("dispatched for " + session.getAttribute("user"));
            request.changeSessionId();
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("dispatched for ada");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_dispatch_before_the_page_returns_may_begin_a_session() {
        app.page("/page", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.REQUEST) {
                request.startAsync().dispatch();
                return;
            }
            request.getSession().setAttribute("user", "ada");
            response.getWriter().print("dispatched to itself");
        });

        assertThat(open("/page")).isEqualTo("dispatched to itself");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_dispatch_that_writes_nothing_stores_its_session_too() {
        app.page("/page", (request, response) -> request.startAsync().dispatch("/to"));
        app.page("/to", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.setStatus(204);
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(204);
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_dispatch_may_begin_a_session_as_long_as_nothing_has_left() {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameResponse.getWriter().print("thread, ");
                context.dispatch("/to");
            });
        });
        app.page("/to", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.getWriter().print("dispatch");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("thread, dispatch");
        assertThat(reply.setCookies()).hasSize(1);
    }

    @Test
    void a_dispatch_may_go_on_asynchronously() {
        app.page("/page", (request, response) -> request.startAsync().dispatch("/to"));
        app.page("/to", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameRequest.getSession().setAttribute("user", "ada");
                sameResponse.getWriter().print("second cycle");
                context.complete();
            });
        });

        assertThat(open("/page")).isEqualTo("second cycle");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_forward_may_go_on_asynchronously() {
        app.page(
                "/page",
                (request, response) -> request.getRequestDispatcher("/to").forward(request, response));
        app.page("/to", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameRequest.getSession().setAttribute("user", "ada");
                sameResponse.getWriter().print("forwarded");
                context.complete();
            });
        });

        assertThat(open("/page")).isEqualTo("forwarded");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void where_the_filter_is_not_mapped_to_asynchronous_dispatches_the_session_is_stored_all_the_same()
            throws Exception {
        requestsOnly.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            AsyncContext context = request.startAsync();
            context.addListener(new Completion());
            context.dispatch("/to");
        });
        requestsOnly.page("/to", (request, response) -> {
            response.getWriter().print("dispatched");
            request.getSession().setAttribute("n", 1);
        });
        requestsOnly.page(
                "/read",
                (request, response) -> response.getWriter()
                        .print(request.getSession().getAttribute("user") + " "
                                + request.getSession().getAttribute("n")));

        Browser.Reply reply = browser.get("/plain/page");
        awaitCompletion();

        assertThat(reply.body()).isEqualTo("dispatched");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/plain/read")).isEqualTo("ada 1");
    }

    @Test
    void a_page_may_start_anew_in_each_dispatch() {
        app.page("/page", (request, response) -> {
            Integer passes = (Integer) request.getAttribute("passes");
            int pass = passes == null ? 1 : passes + 1;
            request.setAttribute("passes", pass);
            request.getSession().setAttribute("pass " + pass, pass);
            if (pass < 5) {
                request.startAsync().dispatch();
            } else {
                response.getWriter().print("pass " + pass);
            }
        });
        app.page(
                "/read",
                (request, response) -> response.getWriter()
                        .print(Collections.list(request.getSession().getAttributeNames())
                                .size()));

        assertThat(open("/page")).isEqualTo("pass 5");
        assertThat(open("/read")).isEqualTo("5");
    }

    @Test
    void a_forward_may_start_asynchronously_and_dispatch() {
        app.page(
                "/page",
                (request, response) -> request.getRequestDispatcher("/to").forward(request, response));
        app.page("/to", (request, response) -> {
            if (request.getDispatcherType() == DispatcherType.FORWARD) {
                request.getSession().setAttribute("user", "ada");
                request.startAsync().dispatch("/end");
            }
        });
        app.page(
                "/end",
                (request, response) -> response.getWriter()
                        .print("dispatched for " + request.getSession(false).getAttribute("user")));

        assertThat(open("/page")).isEqualTo("dispatched for ada");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_forward_may_dispatch_to_where_it_came_from() {
        app.page("/page", (request, response) -> {
            if (request.getAttribute("forwarded") == null) {
                request.setAttribute("forwarded", true);
                request.getRequestDispatcher("/to").forward(request, response);
            } else {
                response.getWriter()
                        .print("dispatched for " + request.getSession(false).getAttribute("user"));
            }
        });
        app.page("/to", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            request.startAsync().dispatch("/page");
        });

        assertThat(open("/page")).isEqualTo("dispatched for ada");
    }
}
