package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionEngine;
import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.options.SessionOptions;
import java.util.EventListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** A test over HTTP, on every container, with an application and a store of its own. */
@ParameterizedClass(name = "{0}")
@MethodSource("dev.carnet.servlet.TestedContainer#tested")
@ExtendWith(Servers.Extension.class)
abstract class WebTest {
    @Parameter
    TestedContainer container;

    final SettableClock clock = new SettableClock();
    final ObservedStore store = new ObservedStore();
    SessionEngine engine;
    WebApp app;
    WebApp requestsOnly;
    WebApp shop;
    WebApp club;
    Browser browser;

    private int port;

    @BeforeEach
    void begin(Servers servers) throws Exception {
        Servers.Place place = servers.on(container);
        app = place.app();
        requestsOnly = place.requestsOnly();
        shop = place.shop();
        club = place.club();
        port = place.running().port();
        browser = newBrowser();
        engine = newEngine(SessionOptions.DEFAULTS);
        app.clear();
        use(CookieOptions.DEFAULTS);
        shop.clear();
        shop.listener().forget();
        club.clear();
        club.listener().forget();
        requestsOnly.clear();
        requestsOnly.use(SessionFilter.builder(engine).build());
        app.page("/login", (request, response) -> request.getSession().setAttribute("user", "ada"));
        app.page("/user", (request, response) -> response.getWriter().print(user(request.getSession(false))));
    }

    private static Object user(jakarta.servlet.http.HttpSession session) {
        return session == null ? "nobody" : session.getAttribute("user");
    }

    @AfterEach
    void end() throws Exception {
        app.awaitIdle();
        requestsOnly.awaitIdle();
        engine.close();
    }

    final SessionEngine newEngine(SessionOptions options) {
        return TestEngines.over(store, clock, options);
    }

    final void use(CookieOptions options, EventListener... listeners) throws Exception {
        SessionFilter.Builder filter = SessionFilter.builder(engine).resolver(new CookieSessionIdResolver(options));
        for (EventListener each : listeners) {
            filter.listener(each);
        }
        app.use(filter.build());
    }

    final Browser newBrowser() {
        return new Browser(port);
    }

    final int port() {
        return port;
    }

    /** Opens a page that has to succeed. */
    final String open(String path) {
        Browser.Reply reply = browser.get(path);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return reply.body();
    }

    final void logIn() {
        open("/login");
        assertThat(browser.sessionId()).hasSize(40);
        store.forgetCalls();
    }
}
