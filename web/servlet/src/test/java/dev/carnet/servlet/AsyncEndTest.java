package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How requests end that are answered after their page has returned. */
class AsyncEndTest extends AsyncWebTest {
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

    @Test
    void a_timeout_that_nobody_handles_keeps_a_new_visitors_session() throws Exception {
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            AsyncContext context = request.startAsync();
            context.setTimeout(50);
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.setCookies()).hasSize(1);
        app.awaitIdle();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void so_does_one_where_the_filter_is_not_mapped_to_error_pages() throws Exception {
        requestsOnly.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            AsyncContext context = request.startAsync();
            context.setTimeout(50);
        });
        requestsOnly.page(
                "/read",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("user")));

        assertThat(browser.get("/plain/page").setCookies()).hasSize(1);
        assertThat(open("/plain/read")).isEqualTo("ada");
    }

    @Test
    void what_was_put_while_the_thread_was_at_work_is_kept_at_a_timeout_too() throws Exception {
        app.page("/page", (request, response) -> {
            AsyncContext context = request.startAsync();
            context.setTimeout(500);
            request.getSession().setAttribute("user", "ada");
        });

        assertThat(browser.get("/page").setCookies()).hasSize(1);
        assertThat(open("/user")).isEqualTo("ada");
    }
}
