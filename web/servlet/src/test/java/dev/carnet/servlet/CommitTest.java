package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.options.SessionOptions;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The session is stored before the first byte of the response leaves. */
class CommitTest extends WebTest {
    private static final byte[] MEGABYTE = new byte[1 << 20];

    /** What makes a response leave while its page is still at work. */
    interface Departure {
        void of(HttpServletResponse response) throws Exception;
    }

    static Stream<Named<Departure>> departures() {
        return ServletApi.HAS_ACCESSORS ? Stream.concat(departuresOf60(), departuresSince61()) : departuresOf60();
    }

    private static Stream<Named<Departure>> departuresOf60() {
        return Stream.of(
                named("flushing the buffer", HttpServletResponse::flushBuffer),
                named(
                        "flushing the stream",
                        response -> response.getOutputStream().flush()),
                named(
                        "closing the stream",
                        response -> response.getOutputStream().close()),
                named("flushing the writer", response -> response.getWriter().flush()),
                named("closing the writer", response -> response.getWriter().close()),
                named(
                        "asking the writer for errors",
                        response -> response.getWriter().checkError()),
                named("a large write", response -> response.getOutputStream().write(MEGABYTE)),
                named("many small writes", CommitTest::writeLittleByLittle),
                named("single bytes", CommitTest::writeByteByByte),
                named("a large text", response -> response.getWriter().write(" ".repeat(MEGABYTE.length))),
                named("many lines", CommitTest::writeLines),
                named("the declared length", response -> {
                    response.setContentLength(5);
                    response.getOutputStream().write("12345".getBytes(StandardCharsets.US_ASCII));
                }),
                named("the declared length in text", response -> {
                    response.setContentLengthLong(5);
                    response.getWriter().print("12345");
                }),
                named("a redirect", response -> response.sendRedirect("/elsewhere")),
                named("an error", response -> response.sendError(418)),
                named("an error with a message", response -> response.sendError(418, "a teapot")));
    }

    private static Stream<Named<Departure>> departuresSince61() {
        return Stream.of(
                named("a redirect with status", response -> response.sendRedirect("/elsewhere", 307)),
                named("a redirect with a body", response -> response.sendRedirect("/elsewhere", false)),
                named("both", response -> response.sendRedirect("/elsewhere", 307, false)),
                named("a buffer", response -> response.getOutputStream().write(ByteBuffer.allocate(300_000))));
    }

    private static Named<Departure> named(String name, Departure departure) {
        return Named.of(name, departure);
    }

    private static void writeLittleByLittle(HttpServletResponse response) throws IOException {
        for (int i = 0; i < 10_000; i++) {
            response.getOutputStream().write(MEGABYTE, 0, 64);
        }
    }

    /** More than a response of Tomcat's ever buffers: it keeps, for the next request, a buffer of up to 128 KiB. */
    private static void writeByteByByte(HttpServletResponse response) throws IOException {
        for (int i = 0; i < 200_000; i++) {
            response.getOutputStream().write(' ');
        }
    }

    private static void writeLines(HttpServletResponse response) throws IOException {
        for (int i = 0; i < 100_000; i++) {
            response.getWriter().println(i);
        }
    }

    @ParameterizedTest
    @MethodSource("departures")
    void what_is_there_when_the_response_leaves_is_stored_before(Departure departure) throws Exception {
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            departure.of(response);
            assertThat(store.calls()).containsExactly("create");
            assertThat(response.isCommitted()).isTrue();
        });

        Browser.Reply reply = browser.get("/page");
        app.awaitIdle();

        assertThat(reply.setCookie()).startsWith("session=");
        assertThat(open("/user")).isEqualTo("ada");
        assertThat(store.calls()).containsExactly("create", "find");
    }

    @ParameterizedTest
    @MethodSource("departures")
    void from_then_on_there_is_no_new_session_and_no_new_id(Departure departure) throws Exception {
        app.page("/page", (request, response) -> {
            departure.of(response);
            assertThat(request.getSession(false)).isNull();
            assertThatThrownBy(request::getSession)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("committed");
            assertThatThrownBy(() -> SessionFilter.requireSession(request)).isInstanceOf(IllegalStateException.class);
        });
        assertThat(browser.get("/page").setCookies()).isEmpty();
        app.awaitIdle();

        logIn();
        app.page("/page", (request, response) -> {
            HttpSession session = request.getSession();
            departure.of(response);
            assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class);
            session.setAttribute("user", "changed late");
        });
        assertThat(browser.get("/page").setCookies()).isEmpty();
        app.awaitIdle();
        assertThat(open("/user")).isEqualTo("changed late");
    }

    @Test
    void the_store_has_it_when_the_browser_sees_the_first_byte_and_the_rest_when_it_sees_the_last() throws Exception {
        logIn();
        Gate gate = new Gate();
        app.page("/slow", (request, response) -> {
            request.getSession().setAttribute("user", "before");
            response.getOutputStream().write(MEGABYTE);
            response.flushBuffer();
            gate.pass();
            request.getSession().setAttribute("user", "after");
        });

        HttpResponse<InputStream> reply = browser.open("/slow");
        gate.awaitRequest();
        assertThat(open("/user")).isEqualTo("before");
        gate.open();
        assertThat(reply.body().readAllBytes()).hasSize(MEGABYTE.length);

        assertThat(open("/user")).isEqualTo("after");
    }

    @Test
    void what_fits_the_buffer_leaves_time_for_a_session_afterwards() {
        app.page("/page", (request, response) -> {
            response.getWriter().print("x".repeat(4000));
            assertThat(response.isCommitted()).isFalse();
            request.getSession().setAttribute("user", "ada");
            request.changeSessionId();
        });

        assertThat(open("/page")).isEqualTo("x".repeat(4000));

        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_session_that_was_asked_for_in_time_may_be_filled_after_the_page_has_gone() {
        String page = "x".repeat(300_000);
        app.page("/page", (request, response) -> {
            HttpSession session = request.getSession();
            response.getWriter().print(page);
            assertThat(response.isCommitted()).isTrue();
            assertThat(store.calls()).isEmpty();
            session.setAttribute("user", "ada");
            SessionFilter.requireSession(request).put("n", 1);
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo(page);
        assertThat(reply.setCookies()).hasSize(1);
        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_visitor_who_puts_nothing_costs_the_store_nothing_all_the_same() {
        app.page("/page", (request, response) -> {
            request.getSession();
            response.flushBuffer();
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.setCookies()).hasSize(1);
        assertThat(store.calls()).isEmpty();
        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void an_id_that_was_sent_before_anything_was_stored_is_adopted_by_no_other_request() {
        app.page("/page", (request, response) -> {
            request.getSession();
            response.flushBuffer();
        });
        browser.get("/page");
        String sent = browser.sessionId();

        open("/login");

        assertThat(browser.sessionId()).isNotEqualTo(sent);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_page_that_fits_the_buffer_promises_nothing() {
        app.page("/page", (request, response) -> {
            request.getSession();
            response.getWriter().print("short");
        });

        assertThat(browser.get("/page").setCookies()).isEmpty();
    }

    @Test
    void sessions_can_be_stored_although_they_are_empty() throws Exception {
        engine.close();
        engine = newEngine(SessionOptions.builder().storeEmpty(true).build());
        use(CookieOptions.DEFAULTS);
        app.page("/page", (request, response) -> {
            response.getWriter().print(request.getSession().getId());
        });

        String id = open("/page");

        assertThat(browser.sessionId()).isEqualTo(id);
        assertThat(open("/page")).isEqualTo(id);
        assertThat(store.calls()).containsExactly("create", "find");
    }

    @Test
    void after_its_request_a_session_can_be_read_but_refuses_what_nobody_would_store() throws Exception {
        AtomicReference<HttpSession> kept = new AtomicReference<>();
        app.page("/page", (request, response) -> kept.set(request.getSession()));
        logIn();
        open("/page");
        app.awaitIdle();

        HttpSession session = kept.get();

        assertThat(session.getAttribute("user")).isEqualTo("ada");
        assertThatThrownBy(() -> session.setAttribute("user", "bob"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("the request of this session has ended");
        assertThatThrownBy(() -> session.setAttribute("user", null)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.removeAttribute("user")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> session.setMaxInactiveInterval(5)).isInstanceOf(IllegalStateException.class);
        session.invalidate();
        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void an_end_after_the_response_left_is_an_end() {
        logIn();
        app.page("/page", (request, response) -> {
            HttpSession session = request.getSession();
            response.flushBuffer();
            session.invalidate();
        });

        assertThat(browser.get("/page").setCookies()).isEmpty();

        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void a_reset_takes_back_the_body_but_not_the_session() {
        app.page("/page", (request, response) -> {
            response.getWriter().print("never mind");
            request.getSession().setAttribute("user", "ada");
            response.setHeader("X-Gone", "yes");
            response.reset();
            response.getOutputStream().print("this instead");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("this instead");
        assertThat(reply.hasHeader("x-gone")).isFalse();
        assertThat(reply.setCookie()).startsWith("session=");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_buffer_reset_takes_back_the_body_alone() {
        app.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            writer.print("never mind");
            response.setHeader("X-Kept", "yes");
            response.resetBuffer();
            writer.print("this instead");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("this instead");
        assertThat(reply.header("x-kept")).isEqualTo("yes");
    }

    @Test
    void what_has_left_cannot_be_reset() {
        app.page("/page", (request, response) -> {
            response.getWriter().print("gone");
            response.flushBuffer();
            assertThatThrownBy(response::reset).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(response::resetBuffer).isInstanceOf(IllegalStateException.class);
            response.getWriter().print(" indeed");
        });

        assertThat(open("/page")).isEqualTo("gone indeed");
    }

    @Test
    void the_buffer_can_be_enlarged_before_anything_is_written() {
        app.page("/page", (request, response) -> {
            response.setBufferSize(100_000);
            assertThat(response.getBufferSize()).isGreaterThanOrEqualTo(100_000);
            response.getOutputStream().write(MEGABYTE, 0, 90_000);
            assertThatThrownBy(() -> response.setBufferSize(200_000)).isInstanceOf(IllegalStateException.class);
            assertThat(response.isCommitted()).isFalse();
            request.getSession().setAttribute("user", "ada");
        });

        assertThat(open("/page")).hasSize(90_000);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void stream_and_writer_exclude_each_other_as_ever() {
        app.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            assertThat(response.getWriter()).isSameAs(writer);
            assertThatThrownBy(response::getOutputStream).isInstanceOf(IllegalStateException.class);
        });

        open("/page");
    }

    @Test
    void text_is_encoded_by_the_container() {
        String text = "\u00e4\u20ac\ud83d\ude00".repeat(3000);
        app.page("/page", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print(text);
        });
        app.page("/short", (request, response) -> {
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().append('\u20ac').print("\ud83d\ude00");
        });

        assertThat(open("/page")).isEqualTo(text);
        assertThat(open("/short")).isEqualTo("\u20ac\ud83d\ude00");
    }

    @Test
    void a_response_that_fits_the_buffer_has_a_content_length() {
        app.page("/bytes", (request, response) -> {
            for (int i = 0; i < response.getBufferSize() / 64 - 1; i++) {
                response.getOutputStream().write(MEGABYTE, 0, 64);
            }
        });
        app.page("/text", (request, response) -> {
            for (int i = 0; i < response.getBufferSize() / 64 - 1; i++) {
                response.getWriter().print("x".repeat(64));
            }
        });

        assertThat(browser.get("/bytes").header("content-length")).matches("[0-9]+");
        assertThat(browser.get("/text").header("content-length")).matches("[0-9]+");
    }

    @Test
    void a_head_request_is_answered_as_a_get_without_its_body() {
        app.page("/page", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.getOutputStream().write(MEGABYTE);
        });

        Browser.Reply reply = browser.request("HEAD", "/page");

        assertThat(reply.body()).isEmpty();
        assertThat(reply.setCookie()).startsWith("session=");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void an_empty_response_stores_the_session_too() {
        app.page("/page", (request, response) -> {
            response.setStatus(204);
            request.getSession().setAttribute("user", "ada");
        });

        assertThat(browser.get("/page").status()).isEqualTo(204);

        assertThat(open("/user")).isEqualTo("ada");
    }
}
