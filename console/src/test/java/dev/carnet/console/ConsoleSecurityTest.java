package dev.carnet.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

/** Who gets in, and what is refused. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleSecurityTest {
    private RunningConsole console;
    private static final String FORGED = "\"ada\\\" outcome=\\\"forged\\u000A\"";

    private final ListAppender<ILoggingEvent> audit = new ListAppender<>();

    @BeforeAll
    void start() {
        console = new RunningConsole();
        audit.start();
        ((Logger) LoggerFactory.getLogger("dev.carnet.audit")).addAppender(audit);
    }

    @AfterAll
    void stop() {
        console.close();
    }

    @Test
    void a_stranger_sees_the_login_page_only() throws Exception {
        console.session("mallory", session -> {});
        for (String path : List.of("/", "/sessions", "/session?handle=x", "/configuration", "/work", "/sweep", "/x")) {
            assertThat(console.operator().page(path)).contains("name=\"token\"").doesNotContain("mallory");
        }
        assertThat(console.operator().get("/overview.json").statusCode()).isEqualTo(401);
    }

    @Test
    void a_wrong_token_is_refused_and_the_right_one_gives_a_strict_cookie() throws Exception {
        Operator operator = console.operator();
        assertThat(operator.post("/login", "token", "wrong").statusCode()).isEqualTo(403);

        HttpResponse<String> answer = operator.post("/login", "token", RunningConsole.TOKEN);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow())
                .contains("HttpOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(RunningConsole.TOKEN);
        assertThat(operator.page("/")).contains("Overview");
    }

    @Test
    void guessing_is_slowed_down() throws Exception {
        try (RunningConsole own = new RunningConsole()) {
            Operator guesser = own.operator();
            for (int i = 0; i < 10; i++) {
                guesser.post("/login", "token", "guess" + i);
            }
            assertThat(guesser.post("/login", "token", "guess").statusCode()).isEqualTo(429);
        }
    }

    @Test
    void a_form_without_the_synchronizer_token_does_nothing() throws Exception {
        String handle = console.session("ada", session -> {});
        Operator operator = console.loggedIn();

        assertThat(operator.post("/end", "what", "some", "handle", handle).statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/end", "csrf", "forged", "what", "some", "handle", handle)
                        .statusCode())
                .isEqualTo(403);
        assertThat(operator.post("/sweep", "csrf", console.loggedIn().csrf()).statusCode())
                .isEqualTo(403);
        assertThat(operator.get("/end?what=some&handle=" + handle).statusCode()).isEqualTo(404);
        assertThat(console.engine.sessions().find(handle)).isPresent();
    }

    @Test
    void a_form_of_another_site_does_nothing() throws Exception {
        String handle = console.session("ada", session -> {});
        Operator operator = console.loggedIn();
        String csrf = operator.csrf();

        for (List<String> header : List.of(
                List.of("Origin", "https://evil.example"),
                List.of("Origin", "null"),
                List.of("Sec-Fetch-Site", "cross-site"),
                List.of("Sec-Fetch-Site", "same-site"))) {
            HttpResponse<String> answer =
                    operator.send(operator.form("/end", "csrf", csrf, "what", "some", "handle", handle)
                            .header(header.get(0), header.get(1))
                            .build());
            assertThat(answer.statusCode()).as(header.toString()).isEqualTo(403);
        }
        assertThat(console.engine.sessions().find(handle)).isPresent();
    }

    @Test
    void a_foreign_host_name_is_refused() throws Exception {
        assertThat(raw("rebound.example:" + console.server.port())).contains("421");
        assertThat(raw("127.0.0.1:" + console.server.port())).contains("200");
        assertThat(raw("localhost.evil.example")).contains("421");
    }

    private String raw(String host) throws Exception {
        try (Socket socket = new Socket("localhost", console.server.port());
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream()) {
            String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            out.write(request.getBytes(StandardCharsets.US_ASCII));
            out.flush();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(0, answer.indexOf('\r'));
        }
    }

    @Test
    void pages_run_and_load_nothing_but_the_consoles_own() throws Exception {
        Operator operator = console.loggedIn();
        HttpResponse<String> answer = operator.get("/");

        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.body()).doesNotContain(" style=", " onclick=", "<script>", "http://", "https://", "//cdn");
        for (String file : List.of("console.js", "style.css", "uPlot.js", "uPlot.css", "icon.svg")) {
            assertThat(operator.get("/assets/" + file).statusCode()).as(file).isEqualTo(200);
        }
        assertThat(operator.get("/assets/../layout.html").statusCode()).isEqualTo(404);
    }

    @Test
    void whatever_is_done_leaves_audit_lines_without_secrets() throws Exception {
        String handle = console.session("ada\" outcome=\"forged\n", session -> session.put("password", "hunter2"));
        Operator operator = console.loggedIn();
        audit.list.clear();

        operator.page("/session?handle=" + handle);
        operator.outcome(operator.submit("/end", "what", "some", "handle", handle));
        operator.outcome(operator.submit("/end", "what", "user", "user", "ada\" outcome=\"forged\n"));
        operator.outcome(operator.submit("/sweep"));
        operator.page("/sessions?attribute=role&value=hunter2");
        operator.submit("/logout");

        List<String> lines =
                audit.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        assertThat(lines)
                .extracting(each -> each.replaceFirst(".* action=", "").replaceFirst(" run=[0-9a-f]{12}$", ""))
                .containsExactly(
                        "look what=" + handle + " sessions=1 outcome=done",
                        "revoke-one what=" + handle + " sessions=0 outcome=begun",
                        "revoke-one what=" + handle + " sessions=1 outcome=done",
                        "revoke-user what=" + FORGED + " sessions=0 outcome=begun",
                        "revoke-user what=" + FORGED + " sessions=0 outcome=done",
                        "sweep what=\"\" sessions=0 outcome=begun",
                        "sweep what=\"\" sessions=0 outcome=done",
                        "look what=\"where role\" sessions=0 outcome=done");
        assertThat(lines.get(0)).contains("via=console", "who=token", "from=127.0.0.1");
        assertThat(String.join(" ", lines)).doesNotContain("hunter2", RunningConsole.TOKEN, "\n");
        assertThat(operator.page("/sessions")).contains("name=\"token\"");
    }

    @Test
    void without_a_token_or_a_role_nobody_is_let_in() {
        assertThatIllegalStateException()
                .isThrownBy(() -> ConsoleServlet.builder(console.engine).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConsoleServlet.builder(console.engine).token("short"));
    }

    @Test
    void where_a_role_is_asked_for_the_token_page_is_not_there() throws Exception {
        try (RunningConsole own = new RunningConsole(builder -> builder.role("OPERATOR"))) {
            HttpResponse<String> answer = own.operator().get("/sessions");
            assertThat(answer.statusCode()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain("name=\"token\"");
        }
    }
}
