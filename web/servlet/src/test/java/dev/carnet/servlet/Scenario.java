package dev.carnet.servlet;

import com.sun.management.ThreadMXBean;
import dev.carnet.containertests.Browser;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpUpgradeHandler;
import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A row of the conformance table: an application, and what is seen of it. */
enum Scenario {
    ASYNC("asynchronous: another thread answers") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                request.getSession().setAttribute("n", 1);
                AsyncContext context = request.startAsync();
                context.start(() -> {
                    HttpServletRequest same = (HttpServletRequest) context.getRequest();
                    same.getSession().setAttribute("n", 2);
                    print(context.getResponse(), "answered");
                    context.complete();
                });
            });
            return get(browser, "/page") + ", " + get(browser, "/n");
        }
    },
    REDISPATCH("asynchronous: dispatched again and again") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                HttpSession session = request.getSession();
                Integer n = (Integer) session.getAttribute("n");
                session.setAttribute("n", n == null ? 1 : n + 1);
                if (n == null || n < 3) {
                    request.startAsync().dispatch();
                } else {
                    response.getWriter().print("done");
                }
            });
            return get(browser, "/page") + ", " + get(browser, "/n");
        }
    },
    FORWARD("forward") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                response.getWriter().print("taken back");
                request.getSession().setAttribute("n", 1);
                request.getRequestDispatcher("/to").forward(request, response);
            });
            app.page("/to", (request, response) -> {
                response.getWriter()
                        .print("forwarded " + request.getSession(false).getAttribute("n"));
                request.getSession().setAttribute("n", 2);
            });
            return get(browser, "/page") + ", " + get(browser, "/n");
        }
    },
    INCLUDE("include") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                response.getWriter().print("<");
                request.getRequestDispatcher("/to").include(request, response);
                response.getWriter().print(">");
            });
            app.page("/to", (request, response) -> {
                request.getSession().setAttribute("n", 1);
                response.getWriter().print("included");
            });
            return get(browser, "/page") + ", " + get(browser, "/n");
        }
    },
    ERROR_PAGE("error page after an exception") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                request.getSession().setAttribute("n", 1);
                response.getWriter().print("taken back");
                throw new UnsupportedOperationException("as the test wants it");
            });
            app.page(
                    WebApp.ERROR_PAGE,
                    (request, response) -> response.getWriter()
                            .print(request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) + " "
                                    + (request.getDispatcherType() == DispatcherType.ERROR) + " "
                                    + request.getSession().getAttribute("n")));
            return get(browser, "/page") + ", " + get(browser, "/n");
        }
    },
    FILTERS("other filters before and behind") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                request.getSession().setAttribute("n", 1);
                response.getWriter().print("page");
            });
            return browser.get("/page").header("x-filters") + ", " + get(browser, "/n");
        }
    },
    CONTEXTS("two applications, two sessions") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            for (WebApp each : List.of(app, other)) {
                each.page(
                        "/set",
                        (request, response) -> request.getSession().setAttribute("n", request.getContextPath()));
                each.page(
                        "/n",
                        (request, response) ->
                                print(response, request.getSession().getAttribute("n")));
            }
            get(browser, "/set");
            get(browser, "/shop/set");
            return get(browser, "/n") + ", " + get(browser, "/shop/n");
        }
    },
    LISTENERS("session, attribute and id listeners") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            other.page("/page", (request, response) -> {
                HttpSession session = request.getSession();
                session.setAttribute("n", 1);
                session.setAttribute("n", 2);
                session.removeAttribute("n");
                session.setAttribute("m", 1);
                request.changeSessionId();
                session.invalidate();
            });
            get(browser, "/shop/page");
            return String.join(", ", other.listener().told());
        }
    },
    BINDING("binding listeners") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            List<String> told = new CopyOnWriteArrayList<>();
            app.page("/page", (request, response) -> {
                HttpSession session = request.getSession();
                Bound.TOLD = told;
                session.setAttribute("a", new Bound("a"));
                session.setAttribute("a", new Bound("b"));
                session.removeAttribute("a");
                session.setAttribute("c", new Bound("c"));
                session.invalidate();
            });
            get(browser, "/page");
            return String.join(", ", told);
        }
    },
    ACTIVATION("activation listeners") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            List<String> told = new CopyOnWriteArrayList<>();
            Moved.TOLD = told;
            app.page("/page", (request, response) -> request.getSession().setAttribute("a", new Moved("a")));
            app.page("/again", (request, response) -> request.getSession().getAttribute("a"));
            get(browser, "/page");
            get(browser, "/again");
            return told.isEmpty() ? "nothing" : String.join(", ", told);
        }
    },
    REQUEST_LISTENER("request listeners: the session at the beginning and the end of a request") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) throws InterruptedException {
            other.page("/page", (request, response) -> request.getSession().setAttribute("n", 1));
            get(browser, "/shop/page");
            get(browser, "/shop/page");
            other.awaitIdle();
            return String.join(", ", other.listener().requests());
        }
    },
    ACCESSOR("`Accessor`") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            return ServletApi.HAS_ACCESSORS ? AccessorScenario.seen(app, browser) : NONE;
        }
    },
    WEBSOCKET("WebSocket: the endpoint sees the session of its handshake") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) throws Exception {
            app.page("/page", (request, response) -> request.getSession().setAttribute("n", 1));
            app.page("/upgrade", SessionEndpoint::upgrade);
            String stranger = browser.ask("/socket", "n?");
            get(browser, "/page");
            return stranger + ", " + browser.ask("/socket", "n?") + ", " + browser.ask("/upgrade", "n?") + ", "
                    + get(browser, "/n");
        }
    },
    UPGRADE("upgrade to another protocol") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) throws Exception {
            app.page("/page", (request, response) -> {
                request.getSession().setAttribute("n", 1);
                response.setHeader("Upgrade", "websocket");
                response.setHeader("Connection", "Upgrade");
                response.setHeader("Sec-WebSocket-Accept", "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
                response.setStatus(101);
                request.upgrade(Greeting.class);
            });
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), browser.port())) {
                socket.setSoTimeout(20_000);
                OutputStream out = socket.getOutputStream();
                List<String> handshake = List.of(
                        "GET /page HTTP/1.1",
                        "Host: localhost",
                        "Connection: Upgrade",
                        "Upgrade: websocket",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                        "Sec-WebSocket-Version: 13");
                out.write((String.join("\r\n", handshake) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
                String answer = upTo(socket.getInputStream(), "\r\n\r\n");
                String cookie = answer.replaceAll("(?is).*set-cookie: ([^;]*);.*", "$1");
                String[] pair = cookie.split("=", 2);
                if (pair.length == 2 && !cookie.contains("\n")) {
                    browser.with(pair[0], pair[1]);
                }
                return answer.substring(9, 12) + ", " + get(browser, "/n");
            }
        }
    },
    EVENTS("server-sent events: the first is not held back") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) throws Exception {
            Gate gate = new Gate();
            app.page("/page", (request, response) -> {
                request.getSession().setAttribute("n", 1);
                response.setContentType("text/event-stream");
                response.getWriter().print("data: first\n\n");
                response.flushBuffer();
                gate.pass();
                response.getWriter().print("data: second\n\n");
            });
            try (InputStream body = browser.open("/page").body()) {
                String first = upTo(body, "\n\n");
                gate.awaitRequest();
                gate.open();
                return first.strip() + ", " + new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        }
    },
    DOWNLOAD("a download is not kept in memory") {
        private static final long BYTES = 256L << 20;
        private static final long ALLOCATED = 8 << 20;

        @Override
        String seen(WebApp app, WebApp other, Browser browser) throws Exception {
            List<String> seen = new ArrayList<>();
            for (int slice : new int[] {1 << 20, 1 << 10}) {
                byte[] bytes = new byte[slice];
                for (boolean announced : new boolean[] {true, false}) {
                    AtomicLong allocated = new AtomicLong();
                    app.page("/page", (request, response) -> {
                        request.getSession().setAttribute("n", 1);
                        if (announced) {
                            response.setContentLengthLong(BYTES);
                        }
                        allocated.set(allocatedBy(() -> write(response.getOutputStream(), bytes)));
                    });
                    long read = read(browser.open("/page").body());
                    app.awaitIdle();
                    seen.add(read + (allocated.get() <= ALLOCATED ? " sent" : " kept: " + allocated + " allocated"));
                }
            }
            return String.join(", ", seen);
        }

        private void write(OutputStream out, byte[] slice) throws IOException {
            for (long written = 0; written < BYTES; written += slice.length) {
                out.write(slice);
            }
        }

        private long read(InputStream body) throws IOException {
            try (body) {
                return body.transferTo(OutputStream.nullOutputStream());
            }
        }
    },
    RESET("reset of a response") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                PrintWriter writer = response.getWriter();
                writer.print("half");
                response.reset();
                response.setStatus(202);
                writer.print("sorry");
            });
            Browser.Reply reply = browser.get("/page");
            return reply.status() + " " + reply.body();
        }
    },
    LATE("a session filled after the page has gone") {
        @Override
        String seen(WebApp app, WebApp other, Browser browser) {
            app.page("/page", (request, response) -> {
                HttpSession session = request.getSession();
                response.getWriter().print("x".repeat(300_000));
                session.setAttribute("n", 1);
            });
            return browser.get("/page").body().length() + ", " + get(browser, "/n");
        }
    };

    /** What is seen where there is nothing to see. */
    static final String NONE = "–";

    private final String row;

    Scenario(String row) {
        this.row = row;
    }

    String row() {
        return row;
    }

    /**
     * @param other another application on the same server, whose listener the container tells
     */
    abstract String seen(WebApp app, WebApp other, Browser browser) throws Exception;

    /** What a browser sees at once, and what the session holds then. */
    final String run(WebApp app, WebApp other, Browser browser) throws Exception {
        app.page("/n", (request, response) -> {
            HttpSession session = request.getSession(false);
            print(response, session == null ? "no session" : session.getAttribute("n"));
        });
        return seen(app, other, browser);
    }

    static String get(Browser browser, String path) {
        Browser.Reply reply = browser.get(path);
        return reply.status() + " " + reply.body();
    }

    static void print(ServletResponse response, Object text) {
        try {
            response.getWriter().print(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is kept has been allocated, so what this thread allocates is the most that can be kept. */
    static long allocatedBy(IoWork work) throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Something that writes. */
    interface IoWork {
        void run() throws IOException;
    }

    private static String upTo(InputStream in, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** A value that is told where it is. */
    public record Bound(String name) implements HttpSessionBindingListener {
        @SuppressWarnings("NonFinalStaticField") // the container, or the codec, makes the values
        static List<String> TOLD = List.of();

        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            TOLD.add(name + " bound to " + event.getName());
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            TOLD.add(name + " unbound from " + event.getName());
        }
    }

    /** A value that is told when it is stored and when it is there again. */
    public record Moved(String name) implements HttpSessionActivationListener {
        @SuppressWarnings("NonFinalStaticField") // the container, or the codec, makes the values
        static List<String> TOLD = List.of();

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            TOLD.add(name + " passivated");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            TOLD.add(name + " activated");
        }
    }

    /** Takes a connection over, and closes it. */
    public static final class Greeting implements HttpUpgradeHandler {
        @Override
        public void init(WebConnection connection) {
            try {
                connection.close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void destroy() {}
    }
}
