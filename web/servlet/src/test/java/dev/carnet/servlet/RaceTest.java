package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests under way at the same time with one cookie. */
class RaceTest extends WebTest {
    private final Gate gate = new Gate();

    @BeforeEach
    void pages() {
        app.page("/logout", (request, response) -> request.getSession().invalidate());
        app.page("/rename", (request, response) -> request.changeSessionId());
        app.page("/slow-write", (request, response) -> {
            request.getSession().getAttribute("user");
            gate.pass();
            request.getSession().setAttribute("user", "too late");
            response.getWriter().print("done");
        });
        app.page("/slow-read", (request, response) -> {
            request.getSession().getAttribute("user");
            gate.pass();
            response.getWriter().print(request.getSession().getAttribute("user"));
        });
        app.page("/slow-rename", (request, response) -> {
            request.getSession().getAttribute("user");
            gate.pass();
            request.changeSessionId();
        });
        logIn();
    }

    private Browser.Reply slow(String path, Runnable meanwhile) throws Exception {
        CompletableFuture<Browser.Reply> slow = browser.copy().getLater(path);
        gate.awaitRequest();
        meanwhile.run();
        gate.open();
        return slow.get(20, TimeUnit.SECONDS);
    }

    @Test
    void fifty_parallel_requests_that_each_set_an_attribute_all_count() throws Exception {
        int requests = 50;
        for (int i = 0; i < requests; i++) {
            String name = "n" + i;
            app.page("/set/" + name, (request, response) -> request.getSession().setAttribute(name, name));
        }

        List<CompletableFuture<Browser.Reply>> replies = IntStream.range(0, requests)
                .mapToObj(i -> browser.getLater("/set/n" + i))
                .toList();
        for (CompletableFuture<Browser.Reply> each : replies) {
            Browser.Reply reply = each.get(60, TimeUnit.SECONDS);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.setCookies()).isEmpty();
        }

        app.page(
                "/names",
                (request, response) -> response.getWriter()
                        .print(Collections.list(request.getSession().getAttributeNames())
                                .size()));
        assertThat(open("/names")).isEqualTo("51");
    }

    @Test
    void a_slow_request_does_not_bring_back_a_session_that_logged_out_meanwhile() throws Exception {
        Browser before = browser.copy();

        Browser.Reply reply = slow("/slow-write", () -> open("/logout"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("done");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(before.get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void a_slow_request_does_not_bring_back_the_old_id_of_a_renamed_session() throws Exception {
        Browser before = browser.copy();

        Browser.Reply reply = slow("/slow-write", () -> open("/rename"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(before.get("/user").body()).isEqualTo("nobody");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_slow_reader_keeps_what_it_has_read_and_sends_no_cookie() throws Exception {
        Browser.Reply reply = slow("/slow-read", () -> open("/rename"));

        assertThat(reply.body()).isEqualTo("ada");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void of_two_requests_that_rename_a_session_one_wins() throws Exception {
        Browser.Reply reply = slow("/slow-rename", () -> open("/rename"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookies()).isEmpty();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_request_with_an_old_id_sends_no_cookie() {
        Browser before = browser.copy();
        open("/rename");

        Browser.Reply reply = before.get("/user");

        assertThat(reply.body()).isEqualTo("nobody");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void a_logout_by_two_requests_at_once_is_one_logout() throws Exception {
        app.page("/slow-logout", (request, response) -> {
            request.getSession();
            gate.pass();
            request.getSession().invalidate();
        });

        Browser.Reply reply = slow("/slow-logout", () -> open("/logout"));

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.setCookie()).contains("Max-Age=0");
        assertThat(open("/user")).isEqualTo("nobody");
    }
}
