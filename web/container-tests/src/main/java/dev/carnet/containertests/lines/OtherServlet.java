package dev.carnet.containertests.lines;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** The second application's: for requests that are dispatched to it. */
public final class OtherServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
        String path = included == null ? request.getPathInfo() : String.valueOf(included);
        Object answer;
        try {
            answer = Lines.inOther(path, new LineVisit(request, response));
        } catch (Exception e) {
            answer = e.getClass().getSimpleName();
        }
        response.getWriter().print(answer);
    }
}
