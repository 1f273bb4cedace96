package dev.carnet.servlet;

import dev.carnet.containertests.Browser;
import jakarta.servlet.http.HttpSession;
import java.util.concurrent.atomic.AtomicReference;

/** Apart from the others, since Servlet 6.0 has no accessors. */
final class AccessorScenario {
    private AccessorScenario() {}

    static String seen(WebApp app, Browser browser) {
        AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();
        app.page("/page", (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("n", 1);
            accessor.set(session.getAccessor());
        });
        browser.get("/page");
        accessor.get().access(session -> session.setAttribute("n", 2));
        return Scenario.get(browser, "/n");
    }
}
