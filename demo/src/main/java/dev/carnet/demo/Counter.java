package dev.carnet.demo;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Counts. Plain servlet code: it does not know that Carnet is there. */
final class Counter implements Handler {
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Integer count = (Integer) session.getAttribute(Visit.COUNT);
        session.setAttribute(Visit.COUNT, count == null ? 1 : count + 1);
        HomePage.redirect(response);
    }
}
