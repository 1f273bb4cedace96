package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests that are answered after their page has returned. */
class AsyncTest extends WebTest {
    /** Opens once a request has been completed and its listeners told. */
    private final CountDownLatch completed = new CountDownLatch(1);

    private void onAnotherThread(AsyncContext context, WebApp.Page work) {
        context.start(() -> {
            try {
                work.answer((HttpServletRequest) context.getRequest(), (HttpServletResponse) context.getResponse());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void what_is_done_on_another_thread_is_stored_before_the_request_completes() {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameRequest.getSession().setAttribute("user", "ada");
                sameResponse.setStatus(202);
                context.complete();
            });
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.setCookie()).startsWith("session=");
        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void what_is_done_before_the_first_byte_is_stored_before_it_leaves() throws Exception {
        Gate gate = new Gate();
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameRequest.getSession().setAttribute("user", "ada");
                sameResponse.getWriter().print("hello");
                sameResponse.flushBuffer();
                gate.pass();
                sameRequest.getSession().setAttribute("user", "bob");
                context.complete();
            });
        });

        CompletableFuture<Browser.Reply> reply = browser.getLater("/page");
        gate.awaitRequest();
        assertThat(store.calls()).containsExactly("create");
        gate.open();

        assertThat(reply.get(20, TimeUnit.SECONDS).body()).isEqualTo("hello");
        assertThat(store.calls()).containsExactly("create", "update");
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void nothing_that_was_written_is_held_back_for_ever() {
        logIn();
        app.page("/page", (request, response) -> {
            response.getWriter().print("before ");
            AsyncContext context = request.startAsync();
            response.getWriter().print("between ");
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameResponse.getWriter().print("after");
                context.complete();
            });
        });

        assertThat(open("/page")).isEqualTo("before between after");
    }

    @Test
    void another_thread_may_write_while_the_page_is_on_its_way_back() {
        logIn();
        Gate gate = new Gate();
        app.page("/page", (request, response) -> {
            response.getWriter().print("page ");
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameResponse.getWriter().print("thread ");
                gate.pass();
                sameResponse.getWriter().print("thread again");
                context.complete();
            });
            gate.awaitRequest();
            gate.open();
        });

        assertThat(open("/page")).isEqualTo("page thread thread again");
    }

    @Test
    void wrappers_of_the_applications_own_are_kept() {
        logIn();
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync(
                    new HttpServletRequestWrapper(request), new HttpServletResponseWrapper(response));
            assertThat(context.hasOriginalRequestAndResponse()).isFalse();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                assertThat(sameRequest).isExactlyInstanceOf(HttpServletRequestWrapper.class);
                sameRequest.getSession().setAttribute("user", "bob");
                sameResponse.getWriter().print("done");
                context.complete();
            });
        });

        assertThat(open("/page")).isEqualTo("done");
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void the_requests_context_is_the_one_that_was_started() {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            assertThat(context.hasOriginalRequestAndResponse()).isTrue();
            assertThat(request.getAsyncContext()).isSameAs(context);
            context.setTimeout(12_345);
            assertThat(context.getTimeout()).isEqualTo(12_345);
            context.complete();
        });

        open("/page");
    }

    @Test
    void a_request_may_be_completed_before_its_page_returns() throws Exception {
        app.page("/page", (request, response) -> {
            response.getWriter().print("done");
            AsyncContext context = request.startAsync();
            context.addListener(new Completion());
            request.getSession().setAttribute("user", "ada");
            context.complete();
            assertThat(store.calls()).containsExactly("create");
            request.getSession().setAttribute("user", "late");
        });

        assertThat(open("/page")).isEqualTo("done");
        awaitCompletion();
        assertThat(open("/user")).isEqualTo("late");
    }

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
    void what_a_timeout_listener_does_is_stored_before_the_request_completes() {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(50);
            context.addListener(new Completion() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    HttpServletRequest asked = (HttpServletRequest) event.getSuppliedRequest();
                    asked.getSession().setAttribute("user", "timed out");
                    event.getSuppliedResponse().getWriter().print("too slow");
                    event.getAsyncContext().complete();
                }
            });
        });

        assertThat(open("/page")).isEqualTo("too slow");
        assertThat(open("/user")).isEqualTo("timed out");
    }

    @Test
    void a_timeout_that_nobody_handles_keeps_what_was_done() throws Exception {
        logIn();
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "bob");
            AsyncContext context = request.startAsync();
            context.addListener(new Completion());
            context.setTimeout(50);
        });

        assertThat(browser.get("/page").status()).isEqualTo(500);

        awaitCompletion();
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void a_failure_of_the_applications_thread_completes_as_the_container_says() throws Exception {
        logIn();
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "bob");
            AsyncContext context = request.startAsync();
            context.addListener(new Completion() {
                @Override
                public void onTimeout(AsyncEvent event) throws IOException {
                    HttpServletResponse response = (HttpServletResponse) event.getSuppliedResponse();
                    response.sendError(504);
                    event.getAsyncContext().complete();
                }
            });
            context.setTimeout(50);
        });

        assertThat(browser.get("/page").status()).isEqualTo(504);

        awaitCompletion();
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void non_blocking_output_follows_the_session() throws Exception {
        byte[] chunk = new byte[10_000];
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            AsyncContext context = request.startAsync();
            context.addListener(new Completion());
            ServletOutputStream out = response.getOutputStream();
            out.setWriteListener(new WriteListener() {
                private int left = 50;

                @Override
                public void onWritePossible() throws IOException {
                    assertThat(store.calls()).containsExactly("create");
                    while (out.isReady()) {
                        if (left == 0) {
                            request.getSession().setAttribute("user", "bob");
                            context.complete();
                            return;
                        }
                        left--;
                        out.write(chunk);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    context.complete();
                }
            });
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).hasSize(500_000);
        assertThat(reply.setCookie()).startsWith("session=");
        awaitCompletion();
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void an_outage_at_completion_is_an_outage() {
        logIn();
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameRequest.getSession().setAttribute("user", "bob");
                store.breakDown("update");
                context.complete();
            });
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("5");
        assertThat(reply.setCookies()).isEmpty();
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void an_outage_at_completion_after_the_response_left_still_completes() throws Exception {
        logIn();
        CountDownLatch threadIsDone = new CountDownLatch(1);
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.addListener(new Completion());
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameResponse.getWriter().print("done");
                sameResponse.flushBuffer();
                sameRequest.getSession().setAttribute("user", "bob");
                store.breakDown("update");
                context.complete();
                threadIsDone.countDown();
            });
            assertThat(threadIsDone.await(20, TimeUnit.SECONDS)).isTrue();
        });

        assertThat(open("/page")).isEqualTo("done");

        awaitCompletion();
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    private void awaitCompletion() throws InterruptedException {
        assertThat(completed.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private class Completion implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            completed.countDown();
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {}

        @Override
        public void onError(AsyncEvent event) {}

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }
}
