package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Requests that are answered after their page has returned. */
class AsyncTest extends AsyncWebTest {
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
    void what_the_buffer_holds_is_not_committed() {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameResponse.getWriter().print("half");
                assertThat(sameResponse.isCommitted()).isFalse();
                sameResponse.resetBuffer();
                sameResponse.getWriter().print("half again");
                sameResponse.reset();
                sameRequest.getSession().setAttribute("user", "ada");
                sameResponse.setStatus(202);
                sameResponse.getWriter().print("whole");
                context.complete();
            });
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.body()).isEqualTo("whole");
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void what_the_buffer_holds_gives_way_to_a_forward() {
        app.page("/page", (request, response) -> {
            request.startAsync().dispatch("/middle");
        });
        app.page("/middle", (request, response) -> {
            request.startAsync();
            response.getWriter().print("taken back");
            request.getSession().setAttribute("user", "ada");
            request.getRequestDispatcher("/to").forward(request, response);
        });
        app.page("/to", (request, response) -> {
            response.getWriter().print("forwarded");
            request.getAsyncContext().complete();
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("forwarded");
        assertThat(reply.setCookies()).hasSize(1);
    }

    @Test
    void in_small_pieces_everything_arrives_after_the_session_is_stored() throws Exception {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            onAnotherThread(context, (sameRequest, sameResponse) -> {
                sameRequest.getSession().setAttribute("user", "ada");
                for (int i = 0; i < 20_000; i++) {
                    sameResponse.getOutputStream().write("0123456789".getBytes(StandardCharsets.US_ASCII));
                    if (sameResponse.isCommitted()) {
                        assertThat(store.calls()).containsExactly("create");
                    }
                }
                context.complete();
            });
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("0123456789".repeat(20_000));
        assertThat(reply.setCookies()).hasSize(1);
    }
}
