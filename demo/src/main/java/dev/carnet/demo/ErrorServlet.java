package dev.carnet.demo;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;

/** Answers in place of whatever failed: with a page for those who ask for HTML, with JSON for everybody else. */
final class ErrorServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** Where the container sends errors to; to everybody else nothing is there. */
    static final String PATH = "/error";

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getDispatcherType() != DispatcherType.ERROR) {
            response.sendError(404);
            return;
        }
        int status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ErrorPage page =
                ErrorPage.of(status, Objects.toString(request.getAttribute(RequestDispatcher.ERROR_MESSAGE), ""));
        if (Objects.toString(request.getHeader("Accept"), "").contains("text/html")) {
            Html.send(response, status, "error", page);
        } else {
            JsonAnswer.send(response, status, JsonAnswer.error(status, page.title() + ". " + page.message()));
        }
    }
}
