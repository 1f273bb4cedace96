package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import jakarta.servlet.ServletOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What is taken back, and what is written after that. */
class ResetTest extends WebTest {
    @Test
    void a_writer_is_good_after_a_reset() {
        app.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            writer.print("half");
            response.reset();
            response.setStatus(500);
            writer.print("sorry");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.body()).isEqualTo("sorry");
    }

    @Test
    void a_stream_is_good_after_a_reset() {
        app.page("/page", (request, response) -> {
            ServletOutputStream stream = response.getOutputStream();
            stream.print("half");
            response.reset();
            stream.write("sorry".getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(open("/page")).isEqualTo("sorry");
    }

    @Test
    void it_is_good_beside_the_one_asked_for_afterwards() {
        app.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            writer.print("half");
            response.reset();
            writer.print("so");
            response.getWriter().print("rry");
            writer.print("!");
        });

        assertThat(open("/page")).isEqualTo("sorry!");
    }

    @Test
    void after_a_reset_the_other_kind_may_be_asked_for() {
        app.page("/page", (request, response) -> {
            response.getWriter().print("half");
            response.reset();
            response.getOutputStream().print("whole");
        });

        assertThat(open("/page")).isEqualTo("whole");
    }

    @Test
    void a_writer_is_good_after_its_buffer_is_reset() {
        app.page("/page", (request, response) -> {
            PrintWriter writer = response.getWriter();
            writer.print("half");
            response.resetBuffer();
            writer.print("sorry");
            request.getSession().setAttribute("user", "ada");
        });

        Browser.Reply reply = browser.get("/page");

        assertThat(reply.body()).isEqualTo("sorry");
        assertThat(reply.setCookies()).hasSize(1);
    }
}
