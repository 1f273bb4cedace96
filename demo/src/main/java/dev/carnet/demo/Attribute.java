package dev.carnet.demo;

import dev.carnet.Session;
import dev.carnet.servlet.SessionFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Sets any attribute, at once or after a while. */
final class Attribute {
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_VALUE = 2_000;
    private static final int LONGEST_WAIT = 60_000;

    void set(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Form form = Form.of(request);
        String name = name(form);
        String value = value(form);
        SessionFilter.requireSession(request).put(name, value);
        HomePage.redirect(response);
    }

    /**
     * Holds the session for a while before it sets the attribute, so that one can log out or in meanwhile: then what is
     * set late is dropped, and brings nothing back.
     */
    void setSlowly(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Form form = Form.of(request);
        int wait = form.number("ms", LONGEST_WAIT);
        String name = name(form);
        String value = value(form);
        Session session = SessionFilter.requireSession(request);
        sleep(wait);
        session.put(name, value);
        HomePage.redirect(response);
    }

    private static String name(Form form) {
        String name = form.line("name", LONGEST_NAME);
        if (Visit.RESERVED.contains(name)) {
            throw new RefusedException(400, "The name '" + name + "' is used by this page; choose another one.");
        }
        return name;
    }

    private static String value(Form form) {
        return form.text("value", LONGEST_VALUE);
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RefusedException(503, "The server is being stopped; nothing was set.");
        }
    }
}
