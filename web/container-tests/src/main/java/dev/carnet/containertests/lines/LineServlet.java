package dev.carnet.containertests.lines;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Does a line's step; {@code line} and {@code step} say which. */
public final class LineServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Line line = Lines.named(request.getParameter("line"));
        int step = Integer.parseInt(request.getParameter("step"));
        Object answer;
        try {
            answer = line.steps().get(step).work().answer(new LineVisit(request, response));
        } catch (Exception e) {
            answer = e.getClass().getSimpleName();
        }
        if (answer != Lines.DISPATCHED) {
            response.setContentType("text/plain");
            response.getWriter().print(answer);
        }
    }
}
