package dev.carnet.jetty;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** What the tests' requests do with their session: the path says it. */
final class App extends HttpServlet {
    static final String MEMBERS = "/members";

    /** Where requests with {@code meet} wait for each other; between reading the session and changing it. */
    static volatile CyclicBarrier meeting = new CyclicBarrier(1);

    private final Told told;

    App(Told told) {
        this.told = told;
    }

    /** A value that wants to know, and of a class that has to be allowed. */
    public record Lease(String of) implements HttpSessionBindingListener {
        static final List<String> TOLD = new CopyOnWriteArrayList<>();

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            TOLD.add("bound " + of);
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            TOLD.add("unbound " + of);
        }
    }

    /** Notes what listeners are told. */
    static final class Told implements HttpSessionListener, HttpSessionIdListener, HttpSessionAttributeListener {
        final List<String> events = new CopyOnWriteArrayList<>();

        @Override
        public void sessionCreated(HttpSessionEvent event) {
            events.add("created");
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            HttpSession session = event.getSession();
            boolean hasTimes = session.getCreationTime() > 0
                    && session.getLastAccessedTime() >= session.getCreationTime()
                    && session.getMaxInactiveInterval() != 0;
            events.add("destroyed with " + session.getAttribute("a") + (hasTimes ? "" : " and no times"));
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldId) {
            events.add(event.getSession().getId().equals(oldId) ? "same id" : "id changed");
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            events.add("added " + event.getName());
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            events.add("removed " + event.getName() + "=" + event.getValue());
        }

        @Override
        public void attributeReplaced(HttpSessionBindingEvent event) {
            events.add("replaced " + event.getName() + "=" + event.getValue());
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/plain");
        String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
        try {
            serve(path, request, response);
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void serve(String path, HttpServletRequest request, HttpServletResponse response) throws Exception {
        String name = request.getParameter("name");
        String value = request.getParameter("value");
        switch (path) {
            case "/put" -> {
                request.getSession().setAttribute(name, value);
                response.getWriter().print("put");
            }
            case "/meet" -> {
                HttpSession session = request.getSession();
                Object unused = session.getAttribute("a");
                meeting.await(20, TimeUnit.SECONDS);
                session.setAttribute(name, value);
                response.getWriter().print("put");
            }
            case "/lease" -> {
                request.getSession().setAttribute("lease", new Lease(value));
                response.getWriter().print("put");
            }
            case "/refused" -> {
                request.getSession().setAttribute("x", new Object());
            }
            case "/get" -> {
                HttpSession session = request.getSession(false);
                response.getWriter().print(session == null ? "none" : session.getAttribute(name));
            }
            case "/late-get" -> {
                response.getWriter().print("first");
                response.flushBuffer();
                response.getWriter().print(request.getSession(false).getAttribute(name));
            }
            case "/names" -> {
                HttpSession session = request.getSession(false);
                response.getWriter()
                        .print(session == null ? "none" : new TreeSet<>(Collections.list(session.getAttributeNames())));
            }
            case "/begin" -> response.getWriter().print(request.getSession().isNew());
            case "/change-id" -> response.getWriter().print(request.changeSessionId());
            case "/end" -> {
                request.getSession().invalidate();
                response.getWriter().print(request.getSession(false));
            }
            case "/end-swallowed" -> {
                try {
                    request.getSession().invalidate();
                } catch (RuntimeException swallowed) {
                    response.getWriter().print("swallowed");
                }
            }
            case "/put-flush" -> {
                request.getSession().setAttribute(name, value);
                response.getWriter().print("first");
                response.flushBuffer();
                response.getWriter().print("second");
            }
            case "/flush-put" -> {
                HttpSession session = request.getSession();
                response.getWriter().print("first");
                response.flushBuffer();
                session.setAttribute(name, value);
                response.getWriter().print("second");
            }
            case "/redirect" -> {
                request.getSession().setAttribute(name, value);
                response.sendRedirect("/nothing");
            }
            case "/async-put" -> {
                AsyncContext async = request.startAsync();
                new Thread(() -> {
                            ((HttpServletRequest) async.getRequest())
                                    .getSession()
                                    .setAttribute(name, value);
                            async.complete();
                        })
                        .start();
            }
            case "/fail-put" -> {
                request.getSession().setAttribute(name, value);
                response.sendError(404);
            }
            case "/accessor" -> {
                getServletContext()
                        .setAttribute("accessor", request.getSession().getAccessor());
                response.getWriter().print("kept");
            }
            case "/access-nested" -> {
                HttpSession.Accessor accessor =
                        (HttpSession.Accessor) getServletContext().getAttribute("accessor");
                accessor.access(outer -> {
                    outer.setAttribute("before", value);
                    accessor.access(inner -> inner.setAttribute("within", value));
                    outer.setAttribute("after", value);
                });
                response.getWriter().print("accessed");
            }
            case "/valid" ->
                response.getWriter()
                        .print(request.isRequestedSessionIdValid() + " " + request.isRequestedSessionIdFromCookie());
            case "/url" -> response.getWriter().print(response.encodeURL("/get?name=a"));
            case "/timeout" -> response.getWriter().print(request.getSession().getMaxInactiveInterval());
            case "/login-page" -> response.getWriter().print("please log in");
            case "/login-error" -> response.getWriter().print("wrong");
            case "/nothing" -> response.getWriter().print("nothing");
            case MEMBERS ->
                response.getWriter()
                        .print(request.getMethod() + " " + request.getRemoteUser() + " "
                                + request.isUserInRole("member")
                                + " " + request.isUserInRole("admin") + " " + request.getAuthType() + " "
                                + request.getParameter("text"));
            case "/who" -> response.getWriter().print(request.getRemoteUser());
            case "/told" -> response.getWriter().print(told.events);
            default -> response.sendError(404);
        }
    }
}
