package dev.carnet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/**
 * Counts. Plain servlet code: it does not know that Carnet is there. Where a Dancer application counts too, any number may stand
 * there.
 */
final class Counter implements Handler {
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        int count = session.getAttribute(Visit.COUNT) instanceof Number number ? number.intValue() : 0;
        session.setAttribute(Visit.COUNT, count + 1);
        HomePage.redirect(response);
    }
}
