package com.example.visits;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Counts a visitor's visits. It knows nothing of Carnet. */
@WebServlet(urlPatterns = "/", asyncSupported = true)
public class VisitsServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Integer last = (Integer) session.getAttribute("visits");
        int visits = last == null ? 1 : last + 1;
        session.setAttribute("visits", visits);
        response.getWriter().println("visits: " + visits);
    }
}
