package com.example.shop;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Collections;

/** Does as the path says. */
public class ShopServlet extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=UTF-8");
        String name = request.getParameter("name");
        switch (request.getPathInfo()) {
            case "/put" -> {
                request.getSession().setAttribute(name, request.getParameter("value"));
                response.getWriter().print("put");
            }
            case "/get" -> response.getWriter().print(request.getSession().getAttribute(name));
            case "/names" ->
                response.getWriter()
                        .print(Collections.list(request.getSession().getAttributeNames()).stream()
                                .sorted()
                                .toList());
            case "/session" -> {
                HttpSession session = request.getSession(false);
                response.getWriter()
                        .print(session == null ? "none" : "id " + session.getId() + " new " + session.isNew());
            }
            case "/greeting" -> response.getWriter().print(request.getAttribute("greeting"));
            case "/told" -> response.getWriter().print(getServletContext().getAttribute("told"));
            case "/url" -> {
                HttpSession session = request.getSession();
                response.getWriter().print(response.encodeURL("get?name=user") + " " + session.isNew());
            }
            case "/redirect" -> {
                request.getSession().setAttribute("redirect", "stored");
                response.sendRedirect("get?name=redirect");
            }
            case "/begin" -> response.getWriter().print(request.getSession().isNew());
            case "/cart" -> {
                HttpSession session = request.getSession();
                Cart cart = (Cart) session.getAttribute("cart");
                if (cart == null) {
                    cart = new Cart();
                    session.setAttribute("cart", cart);
                }
                cart.getItems().add(name);
                response.getWriter().print(cart.getItems());
            }
            case "/refused" -> request.getSession().setAttribute("thread", new Thread());
            case "/rename" -> response.getWriter().print(request.changeSessionId());
            case "/login" -> {
                request.login("ada", "secret-of-ada");
                response.getWriter().print(request.getRemoteUser());
            }
            case "/who" ->
                response.getWriter()
                        .print(request.getRemoteUser() + " " + request.isUserInRole("user") + " "
                                + request.getAuthType() + " " + request.getMethod() + " "
                                + request.getParameter("amount"));
            case "/containerlogout" -> {
                request.logout();
                response.getWriter().print(request.getRemoteUser());
            }
            case "/logout" -> {
                request.getSession().invalidate();
                response.getWriter().print("bye");
            }
            case "/accessor" -> {
                getServletContext()
                        .setAttribute("accessor", request.getSession().getAccessor());
                response.getWriter().print("kept");
            }
            case "/access" -> {
                String value = request.getParameter("value");
                HttpSession own = request.getSession();
                own.setAttribute("mine", value);
                ((HttpSession.Accessor) getServletContext().getAttribute("accessor"))
                        .access(other -> other.setAttribute(name, value));
                own.setAttribute("too", value);
                response.getWriter().print("accessed");
            }
            case "/laterename" -> {
                response.flushBuffer();
                try {
                    response.getWriter().print(request.changeSessionId());
                } catch (IllegalStateException e) {
                    response.getWriter().print("refused");
                }
            }
            case "/asynclogin" -> {
                AsyncContext async = request.startAsync();
                new Thread(() -> {
                            try {
                                HttpServletRequest same = (HttpServletRequest) async.getRequest();
                                same.login("ada", "secret-of-ada");
                                async.getResponse().getWriter().print(same.getRemoteUser());
                            } catch (IOException | ServletException e) {
                                throw new IllegalStateException(e);
                            }
                            async.complete();
                        })
                        .start();
            }
            case "/big" -> {
                request.getSession().setAttribute("big", "stored");
                response.getOutputStream().write(new byte[100_000]);
            }
            case "/flush" -> {
                request.getSession().setAttribute("flush", "stored");
                response.getWriter().print("first");
                response.flushBuffer();
                request.getSession().setAttribute("late", "stored");
                response.getWriter().print("last");
            }
            case "/error" -> {
                request.getSession().setAttribute("error", "stored");
                response.sendError(HttpServletResponse.SC_NOT_FOUND, "nothing here");
            }
            case "/throws" -> {
                request.getSession().setAttribute("throws", "stored");
                throw new ServletException("the application's own fault");
            }
            case "/async" -> {
                AsyncContext async = request.startAsync();
                new Thread(() -> {
                            HttpSession session = ((HttpServletRequest) async.getRequest()).getSession();
                            session.setAttribute("async", "stored");
                            try {
                                async.getResponse().getWriter().print("async " + session.isNew());
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                            async.complete();
                        })
                        .start();
            }
            default -> response.sendError(HttpServletResponse.SC_NOT_FOUND);
        }
    }
}
