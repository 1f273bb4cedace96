package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.web.SessionScopedBeans;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.http.HttpSession;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Weld's beans in a container's own session beside sessions of Carnet's. */
class SessionScopedBeansTest {
    private static final Path HOME = Path.of(System.getProperty("java.io.tmpdir"));

    @ParameterizedTest
    @MethodSource("dev.carnet.servlet.TestedContainer#tested")
    void they_are_named_and_end_with_the_session(TestedContainer container) throws Exception {
        WebApp beans = new WebApp("/beans", TestedContainer.ALL_DISPATCHES, WebApp.Setup.BEANS);
        beans.page("/count", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            response.getWriter()
                    .print(CDI.current().select(VisitCounter.class).get().count());
        });
        beans.page("/injected", (request, response) -> {
            HttpSession injected = CDI.current().select(HttpSession.class).get();
            response.getWriter().print(request.getSession().getAttribute("n") + ", " + injected.getAttribute("n"));
        });
        beans.page("/logout", (request, response) -> request.getSession().invalidate());
        Path home = Files.createDirectories(HOME.resolve("beans").resolve(container.name()));
        try (TestedContainer.Running running = container.start(home, beans);
                SessionEngine engine =
                        SessionEngine.builder(new ObservedStore()).build()) {
            Takeover takeover = Takeover.of(beans.context(), engine.options());
            CookieSessionIdResolver cookies = new CookieSessionIdResolver(CookieOptions.DEFAULTS);
            takeover.apply(new WebSessions(
                    engine, cookies, new SessionListeners(List.of(), List.of()), beans.context(), false, null));
            beans.use(SessionFilter.builder(engine).resolver(cookies).build());
            Browser browser = new Browser(running.port());

            assertThat(takeover.cannot())
                    .contains("@SessionScoped beans are kept in the container's own session: "
                            + VisitCounter.class.getName());
            assertThat(browser.get("/beans/count").body()).isEqualTo("1");
            assertThat(browser.get("/beans/count").body()).isEqualTo("2");

            assertThat(browser.get("/beans/injected").body()).isEqualTo("1, null");

            browser.get("/beans/logout");

            assertThat(browser.get("/beans/count").body()).isEqualTo("1");
        }
    }

    @Test
    void without_cdi_there_are_none() {
        assertThat(SessionScopedBeans.names()).isEmpty();
    }
}
