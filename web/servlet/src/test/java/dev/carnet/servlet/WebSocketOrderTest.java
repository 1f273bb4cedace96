package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import jakarta.servlet.http.HttpSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WebSockets as each container has them if nothing is said of their order. */
class WebSocketOrderTest {
    private static final Path HOME = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Set<TestedContainer> BEFORE_ALL =
            Set.of(TestedContainer.JETTY_12_1, TestedContainer.JETTY_12_0);

    @ParameterizedTest
    @MethodSource("dev.carnet.servlet.TestedContainer#tested")
    void handshakes_that_pass_by_the_filter_are_said(TestedContainer container) throws Exception {
        WebApp app = new WebApp("/sockets", TestedContainer.ALL_DISPATCHES, WebApp.Setup.WEBSOCKET);
        app.page("/page", (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("n", 1);
        });
        Path home = Files.createDirectories(HOME.resolve("sockets").resolve(container.name()));
        try (TestedContainer.Running running = container.start(home, app);
                SessionEngine engine =
                        SessionEngine.builder(new ObservedStore()).build()) {
            CookieSessionIdResolver cookies = new CookieSessionIdResolver(CookieOptions.DEFAULTS);
            Takeover takeover = Takeover.of(app.context(), engine.options());
            takeover.apply(new WebSessions(
                    engine, cookies, new SessionListeners(List.of(), List.of()), app.context(), false, null));
            app.use(SessionFilter.builder(engine).resolver(cookies).build());
            Browser browser = new Browser(running.port());
            browser.get("/sockets/page");

            if (BEFORE_ALL.contains(container)) {
                assertThat(takeover.cannot())
                        .containsExactly("WebSocket handshakes do not pass through the filter, so endpoints see the"
                                + " container's own session: map Jetty's WebSocketUpgradeFilter after it");
                assertThat(browser.ask("/sockets/socket", "n?")).isEqualTo("no session");
            } else {
                assertThat(takeover.cannot()).isEmpty();
                assertThat(browser.ask("/sockets/socket", "n?")).isEqualTo("n is 1");
            }
        }
    }
}
