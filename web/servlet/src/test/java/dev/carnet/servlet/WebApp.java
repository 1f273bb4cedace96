package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.SessionCookieConfig;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A deployed application whose filter and pages a test chooses while the server runs. An {@code X-Forwarded-Proto: https}
 * header makes a request secure, as it does behind a proxy.
 */
final class WebApp {
    static final String ERROR_PAGE = "/error-page";

    /** What a page does. */
    interface Page {
        void answer(HttpServletRequest request, HttpServletResponse response) throws Exception;
    }

    /** What an application has told the container of. */
    enum Setup {
        NONE,
        /** A {@code <session-config>} and a session listener. */
        SESSION_CONFIG,
        /** A FORM login before {@link #MEMBERS_PAGE}, whose only user is {@link #USER}; a session listener and a cookie name. */
        FORM_LOGIN,
        /** Weld, with {@link VisitCounter}. */
        BEANS,
        /** A {@link SessionEndpoint}, and all else as the container has it. */
        WEBSOCKET
    }

    static final String LOGIN_PAGE = "/login-page";
    static final String MEMBERS_PAGE = "/members";
    static final String MEMBER = "member";
    static final String USER = "ada";
    static final String PASSWORD = "tea";
    static final String CLUB_COOKIE = "CLUB";

    /** The timeout that an application with settings of its own asks for. */
    static final int TIMEOUT_MINUTES = 45;

    private final ToldListener listener = new ToldListener();
    private final String path;
    private final Setup setup;
    private final Set<DispatcherType> dispatcherTypes;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<AssertionError> failedAssertions = new CopyOnWriteArrayList<>();
    private final Object underWay = new Object();
    private int requests;
    private volatile Filter filter = new NoFilter();
    private volatile FilterConfig filterConfig;

    WebApp(String path, Set<DispatcherType> dispatcherTypes) {
        this(path, dispatcherTypes, Setup.NONE);
    }

    WebApp(String path, Set<DispatcherType> dispatcherTypes, Setup setup) {
        this.path = path;
        this.setup = setup;
        this.dispatcherTypes = EnumSet.copyOf(dispatcherTypes);
    }

    String path() {
        return path;
    }

    Setup setup() {
        return setup;
    }

    boolean hasWebSocket() {
        return path.isEmpty() || setup == Setup.WEBSOCKET;
    }

    /** Whether it has sessions of the container's own too. */
    boolean hasContainersSessions() {
        return path.isEmpty() || setup != Setup.NONE;
    }

    /** Registered with the container, if that has been told of anything. */
    ToldListener listener() {
        return listener;
    }

    ServletContext context() {
        return filterConfig.getServletContext();
    }

    /** What an application with settings says of its cookie. */
    static void configure(SessionCookieConfig cookie) {
        cookie.setName("SHOPSESSION");
        cookie.setMaxAge(3600);
        cookie.setPath("/shop/floor");
        cookie.setHttpOnly(false);
        cookie.setAttribute("SameSite", "Strict");
    }

    Set<DispatcherType> dispatcherTypes() {
        return dispatcherTypes;
    }

    /** Begins anew, with no page but that for errors. */
    void clear() {
        pages.clear();
        failedAssertions.clear();
        page(ERROR_PAGE, (request, response) -> response.getWriter().print("error page"));
    }

    void use(Filter now) throws ServletException {
        now.init(filterConfig);
        filter = now;
    }

    void page(String at, Page page) {
        pages.put(at, page);
    }

    private void count(int more) {
        synchronized (underWay) {
            requests += more;
            underWay.notifyAll();
        }
    }

    /**
     * Waits until no request is under way, which may go on when its response is complete already. A page's failed assertion
     * fails here, whatever became of its response.
     */
    void awaitIdle() throws InterruptedException {
        synchronized (underWay) {
            while (requests > 0) {
                underWay.wait();
            }
        }
        assertThat(failedAssertions).isEmpty();
    }

    Filter filter() {
        return new Filter() {
            @Override
            public void init(FilterConfig config) {
                filterConfig = config;
            }

            @Override
            public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                count(1);
                try {
                    filter.doFilter(seenByProxy((HttpServletRequest) request), response, chain);
                } finally {
                    count(-1);
                }
            }
        };
    }

    private static HttpServletRequest seenByProxy(HttpServletRequest request) {
        if (!"https".equals(request.getHeader("X-Forwarded-Proto"))) {
            return request;
        }
        return new HttpServletRequestWrapper(request) {
            @Override
            public boolean isSecure() {
                return true;
            }
        };
    }

    HttpServlet servlet() {
        return new HttpServlet() {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                Object included = request.getAttribute(RequestDispatcher.INCLUDE_PATH_INFO);
                Page page = pages.get(included == null ? request.getPathInfo() : included);
                if (page == null) {
                    response.sendError(HttpServletResponse.SC_NOT_FOUND);
                    return;
                }
                try {
                    page.answer(request, response);
                } catch (AssertionError e) {
                    failedAssertions.add(e);
                    throw e;
                } catch (IOException | ServletException | RuntimeException | Error e) {
                    throw e;
                } catch (Exception e) {
                    throw new ServletException(e);
                }
            }
        };
    }

    private static final class NoFilter implements Filter {
        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            chain.doFilter(request, response);
        }
    }
}
