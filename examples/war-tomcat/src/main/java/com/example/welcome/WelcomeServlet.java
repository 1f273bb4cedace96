package com.example.welcome;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;

/** Greets whom Tomcat has logged in, and counts the visits. It knows nothing of Carnet. */
@WebServlet("")
public class WelcomeServlet extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpSession session = request.getSession();
        Integer last = (Integer) session.getAttribute("visits");
        int visits = last == null ? 1 : last + 1;
        session.setAttribute("visits", visits);
        response.setContentType("text/plain;charset=UTF-8");
        response.getWriter().println("Hello " + request.getRemoteUser() + ", visit " + visits);
    }
}
