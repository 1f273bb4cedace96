package dev.carnet.containertests.lines;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The TCK's lines about sessions (Servlet 6.1: packages {@code api.jakarta_servlet_http} and those named in each group). */
final class Lines {
    static final Object DISPATCHED = new Object();

    private static final String GONE = "IllegalStateException";
    private static final int SECONDS = 500_000;
    private static final String OTHER = "/other";
    private static final String IN_OTHER = OTHER + "/do";

    private static final Line.Work BEGIN = it -> it.session().isNew() ? "begun" : "known";
    private static final Line.Work BEGIN_FOR_A_SECOND = it -> {
        it.session().setMaxInactiveInterval(1);
        return "begun";
    };
    private static final Line.Work IS_NONE = it -> it.request().getSession(false) == null;

    private static final List<Line> ALL = Stream.of(
                    session(),
                    acrossContexts(),
                    listeners(),
                    request(),
                    request().map(Line::wrapped),
                    cookie(),
                    tracking())
            .flatMap(each -> each)
            .toList();
    private static final Map<String, Line> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Line::name, UnaryOperator.identity()));

    private Lines() {}

    static List<Line> all() {
        return ALL;
    }

    static Line named(String name) {
        return BY_NAME.get(name);
    }

    private static Line gone(String test, Function<HttpSession, Object> question) {
        return Line.of("httpsession." + test + "IllegalStateExceptionTest", GONE, it -> it.afterItsEnd(question));
    }

    private static Function<HttpSession, Object> doing(Consumer<HttpSession> work) {
        return session -> {
            work.accept(session);
            return "done";
        };
    }

    private static Line session(String test, Object expected, Function<HttpSession, Object> question) {
        return Line.of("httpsession." + test, expected, it -> question.apply(it.session()));
    }

    private static Stream<Line> session() {
        return Stream.of(
                session("getCreationTimeTest", true, Lines::isOfThisMinute),
                gone("getCreationTime", HttpSession::getCreationTime),
                session("getIdTestServlet", true, it -> !it.getId().isEmpty()),
                Line.of("httpsession.getIdIllegalStateExceptionTest", true, it -> {
                    String id = it.session().getId();
                    return it.afterItsEnd(HttpSession::getId).equals(id);
                }),
                session(
                        "getLastAccessedTimeTest",
                        true,
                        it -> it.getLastAccessedTime() <= System.currentTimeMillis()
                                && it.getLastAccessedTime() >= it.getCreationTime()),
                session("getLastAccessedTimeSetGetTest", true, it -> {
                    long before = it.getLastAccessedTime();
                    it.setAttribute("name", "value");
                    return it.getAttribute("name").equals("value") && before == it.getLastAccessedTime();
                }),
                Line.of("httpsession.getLastAccessedTimeIllegalStateExceptionTest", "begun / " + GONE)
                        .then(it -> it.session().isNew() ? "begun" : "known")
                        .then(it -> it.afterItsEnd(HttpSession::getLastAccessedTime)),
                Line.of("httpsession.expireHttpSessionTest", "2 / page / page / true / true")
                        .then(it -> {
                            it.session().setMaxInactiveInterval(2);
                            it.session().setAttribute("since", System.currentTimeMillis() + 500);
                            return it.session().getMaxInactiveInterval();
                        })
                        .then(it -> {
                            Thread.sleep(700);
                            return "page";
                        })
                        .then(it -> "page")
                        .then(it -> it.request().getSession(false).getLastAccessedTime()
                                >= (Long) it.session().getAttribute("since"))
                        .thenLater("/lines/do", it -> it.request().getSession(false) == null),
                session("getMaxInactiveIntervalTest", SECONDS, Lines::withTimeout),
                session("getAttributeNamesTest", "[a, b]", it -> {
                    it.setAttribute("a", "1");
                    it.setAttribute("a", "2");
                    it.setAttribute("b", "1");
                    return new TreeSet<>(Collections.list(it.getAttributeNames()));
                }),
                gone("getAttributeNames", HttpSession::getAttributeNames),
                session("getAttributeTest", "1", it -> {
                    it.setAttribute("a", "1");
                    return it.getAttribute("a");
                }),
                gone("getAttribute", it -> it.getAttribute("a")),
                Line.of(
                        "httpsession.getServletContextTest",
                        true,
                        it -> it.session()
                                .getServletContext()
                                .getContextPath()
                                .equals(it.context().getContextPath())),
                session("invalidateTest", GONE, it -> {
                    it.setAttribute("a", "1");
                    it.invalidate();
                    return it.getAttribute("a");
                }),
                gone("invalidate", doing(HttpSession::invalidate)),
                session("isNewTest", true, HttpSession::isNew),
                gone("isNew", HttpSession::isNew),
                session("removeAttributeTest", null, it -> {
                    it.setAttribute("a", "1");
                    it.removeAttribute("a");
                    return it.getAttribute("a");
                }),
                session("removeAttributeDoNothingTest", null, it -> {
                    it.removeAttribute("a");
                    return it.getAttribute("a");
                }),
                gone("removeAttribute", doing(it -> it.removeAttribute("a"))),
                Line.of("httpsession.setAttributeTest", "1 / 2")
                        .then(it -> set(it.session(), "1"))
                        .then(it -> set(it.session(), "2")),
                session("setAttributeNullTest", "null []", it -> {
                    it.setAttribute("a", "1");
                    it.setAttribute("a", null);
                    return it.getAttribute("a") + " " + Collections.list(it.getAttributeNames());
                }),
                gone("setAttribute", doing(it -> it.setAttribute("a", "1"))),
                session("setMaxInactiveIntervalTest", SECONDS, Lines::withTimeout));
    }

    private static boolean isOfThisMinute(HttpSession session) {
        return Math.abs(System.currentTimeMillis() - session.getCreationTime()) < 60_000;
    }

    private static int withTimeout(HttpSession session) {
        session.setMaxInactiveInterval(SECONDS);
        return session.getMaxInactiveInterval();
    }

    private static Object set(HttpSession session, String value) {
        session.setAttribute("a", value);
        return session.getAttribute("a");
    }

    private static Line.Work timeout(int seconds) {
        return it -> {
            it.request().getSession(false).setMaxInactiveInterval(seconds);
            return "set";
        };
    }

    private static Line.Work including(String path) {
        return dispatching(path, (to, it) -> to.include(it.request(), it.response()));
    }

    private static Line.Work forwarding(String path) {
        return dispatching(path, (to, it) -> to.forward(it.request(), it.response()));
    }

    private interface Dispatch {
        void by(RequestDispatcher dispatcher, LineVisit visit) throws Exception;
    }

    private static Line.Work dispatching(String path, Dispatch dispatch) {
        return it -> {
            ServletContext other = it.context().getContext(OTHER);
            if (other == null || other.getContextPath().equals(it.context().getContextPath())) {
                return "no other context";
            }
            dispatch.by(other.getRequestDispatcher(path), it);
            return DISPATCHED;
        };
    }

    /** Package {@code httpsessionx}: with a second application, on dispatches to it too. */
    private static Stream<Line> acrossContexts() {
        return Stream.of(
                Line.of("httpsessionx.getMaxInactiveIntervalTest", "begun / set / " + SECONDS)
                        .then(BEGIN)
                        .then(timeout(SECONDS))
                        .then(it -> it.request().getSession(false).getMaxInactiveInterval()),
                Line.of("httpsessionx.expireHttpSessionTest", "begun / set / true")
                        .then(BEGIN)
                        .then(timeout(1))
                        .thenLater("/lines/do", IS_NONE),
                Line.of("httpsessionx.expireHttpSessionxTest", "begun / set / true")
                        .then(BEGIN)
                        .then(timeout(1))
                        .thenLater(IN_OTHER, IS_NONE),
                Line.of("httpsessionx.expireHttpSessionxriTest", "begun / set / true")
                        .then(BEGIN)
                        .then(timeout(1))
                        .thenLater("/lines/do", including("/none")),
                Line.of("httpsessionx.expireHttpSessionxri1Test", "begun / true")
                        .then(including("/begin"))
                        .thenLater("/lines/do", including("/none")),
                Line.of("httpsessionx.expireHttpSessionxrfTest", "begun / true")
                        .then(forwarding("/begin"))
                        .thenLater("/lines/do", forwarding("/none")),
                Line.of("httpsessionx.invalidateHttpSessionTest", "begun / " + GONE)
                        .then(BEGIN)
                        .then(it -> {
                            HttpSession session = it.request().getSession(false);
                            session.invalidate();
                            return session.isNew();
                        }),
                Line.of("httpsessionx.invalidateHttpSessionxTest", "begun / " + GONE)
                        .then(including("/begin"))
                        .then(including("/end")));
    }

    /** What the second application does for those who are dispatched to it, by path. */
    static Object inOther(String path, LineVisit it) throws Exception {
        return switch (path) {
            case "/begin" -> BEGIN_FOR_A_SECOND.answer(it);
            case "/none" -> IS_NONE.answer(it);
            default -> {
                HttpSession session = it.request().getSession(false);
                session.invalidate();
                yield session.isNew();
            }
        };
    }

    /** Packages of the listeners and of their events; the last is {@code spec.annotationservlet.weblistener}. */
    private static Stream<Line> listeners() {
        return Stream.of(
                told("httpsessionattributelistener.attributeAddedTest", "added a=1", it -> it.setAttribute("a", "1")),
                told(
                        "httpsessionattributelistener.attributeRemovedTest",
                        "added a=1, removed a=1",
                        Lines::setAndRemove),
                told("httpsessionattributelistener.attributeReplacedTest", "added a=1, replaced a=1", Lines::setTwice),
                told("httpsessionbindingevent.addedTest", "added a=1", it -> it.setAttribute("a", "1")),
                told("httpsessionbindingevent.removedTest", "added a=1, removed a=1", Lines::setAndRemove),
                told("httpsessionbindingevent.replacedTest", "added a=1, replaced a=1", Lines::setTwice),
                Line.of(
                        "httpsessionbindingevent.constructor_StringTest",
                        "a null",
                        it -> describe(new HttpSessionBindingEvent(it.session(), "a"))),
                Line.of(
                        "httpsessionbindingevent.constructor_String_ObjectTest",
                        "a 1",
                        it -> describe(new HttpSessionBindingEvent(it.session(), "a", "1"))),
                Line.of("httpsessionbindinglistener.boundTest", "[bound a]", it -> {
                    HttpSession unused = it.session();
                    return ofValues(it.told(session -> session.setAttribute("a", new ToldEvents.Value("1"))));
                }),
                Line.of("httpsessionbindinglistener.unBoundTest", "[bound a, bound a, unbound a, unbound a]", it -> {
                    HttpSession unused = it.session();
                    return ofValues(it.told(session -> {
                        session.setAttribute("a", new ToldEvents.Value("1"));
                        session.setAttribute("a", new ToldEvents.Value("2"));
                        session.removeAttribute("a");
                    }));
                }),
                Line.of(
                        "httpsessionevent.getSessionTest",
                        "[created]",
                        it -> ToldEvents.during(it.context(), it::session)),
                Line.of(
                        "httpsessionevent.constructorTest",
                        true,
                        it -> new HttpSessionEvent(it.session())
                                .getSession()
                                .getId()
                                .equals(it.session().getId())),
                Line.of(
                        "httpsessionlistener.createdTest",
                        "[created]",
                        it -> ToldEvents.during(it.context(), it::session)),
                Line.of(
                        "httpsessionlistener.destroyedTest",
                        "[created, destroyed]",
                        it -> ToldEvents.during(it.context(), () -> it.session().invalidate())),
                Line.of("httpsessionidlistener.changeSessionIDTest1", "begun / [new id]")
                        .then(BEGIN)
                        .then(it -> ToldEvents.during(it.context(), it.request()::changeSessionId)),
                Line.of(
                        "annotationservlet.weblistener.httpSessionListenerTest",
                        "[created, destroyed]",
                        it -> ToldEvents.during(it.context(), () -> it.session().invalidate())));
    }

    private static Line told(String name, String expected, ToldEvents.Work work) {
        return Line.of(name, "[" + expected + "]", it -> {
            HttpSession unused = it.session();
            return it.told(work);
        });
    }

    /** What values are told themselves; of one that replaces another, either may be told first. */
    private static List<String> ofValues(List<String> told) {
        return told.stream().filter(each -> each.contains("bound ")).sorted().toList();
    }

    private static void setAndRemove(HttpSession session) {
        session.setAttribute("a", "1");
        session.removeAttribute("a");
    }

    private static void setTwice(HttpSession session) {
        session.setAttribute("a", "1");
        session.setAttribute("a", "2");
    }

    private static String describe(HttpSessionBindingEvent event) {
        return event.getName() + " " + event.getValue();
    }

    /** Package {@code httpservletrequest}, the lines about sessions. */
    private static Stream<Line> request() {
        return Stream.of(
                requested("getRequestedSessionIdNullTest", null)
                        .then(it -> it.request().getRequestedSessionId()),
                requested("getRequestedSessionIdTest", "begun / ended / true")
                        .then(it -> {
                            it.context().setAttribute("asked", it.session().getId());
                            return "begun";
                        })
                        .then(it -> {
                            it.session().invalidate();
                            return "ended";
                        })
                        .then(it -> it.context()
                                .getAttribute("asked")
                                .equals(it.request().getRequestedSessionId())),
                requested("getRequestedSessionIdTest1", "c0o7fszeb1")
                        .then(
                                "/lines/do",
                                ";jsessionid=c0o7fszeb1",
                                it -> it.request().getRequestedSessionId()),
                requested("getRequestedSessionIdTest2", "xyzc0o7fszeb1")
                        .then(
                                "/lines/do",
                                ";jsessionid=xyzc0o7fszeb1",
                                it -> it.request().getRequestedSessionId()),
                requested("isRequestedSessionIdFromCookieTest", "false")
                        .then(it -> it.request().isRequestedSessionIdFromCookie()),
                requested("isRequestedSessionIdFromCookieTest1", "begun / true")
                        .then(BEGIN)
                        .then(it -> it.request().isRequestedSessionIdFromCookie()),
                requested("isRequestedSessionIdFromURLTest", "false")
                        .then(it -> it.request().isRequestedSessionIdFromURL()),
                requested("isRequestedSessionIdValidTest", "false / begun / true")
                        .then(it -> it.request().isRequestedSessionIdValid())
                        .then(BEGIN)
                        .then(it -> it.request().isRequestedSessionIdValid()),
                requested("getSessionTrueTest", "begun / known").then(BEGIN).then(BEGIN),
                requested("getSessionFalseTest", "true").then(IS_NONE),
                requested("getSessionTest", "true")
                        .then(it -> it.request().getSession().isNew()),
                requested("sessionTimeoutTest", String.valueOf(SECONDS / 60)).then(it -> {
                    it.session().setMaxInactiveInterval(SECONDS);
                    return it.session().getMaxInactiveInterval() / 60;
                }),
                requested("changeSessionIDTest", GONE).then(it -> it.request().changeSessionId()),
                requested("changeSessionIDTest1", "1 / true / 1")
                        .then(it -> {
                            it.context().setAttribute("old", it.session().getId());
                            return set(it.session(), "1");
                        })
                        .then(it -> {
                            String id = it.request().changeSessionId();
                            return id.equals(it.session().getId())
                                    && !id.equals(it.context().getAttribute("old"));
                        })
                        .then(it -> it.request().getSession(false).getAttribute("a")));
    }

    private static Line requested(String test, String expected) {
        return Line.of("httpservletrequest." + test, String.valueOf(expected));
    }

    /** Package {@code sessioncookieconfig}: what is set while the application starts, and that nothing is set later. */
    private static Stream<Line> cookie() {
        return Stream.concat(
                Stream.of(Line.of(
                                "sessioncookieconfig.constructortest1",
                                "begun TICKET domain=example.com httponly max-age=500 path=/cookies/ secure")
                        .then("/cookies/do", "", BEGIN)),
                Stream.<Map.Entry<String, Consumer<ServletContext>>>of(
                                Map.entry(
                                        "setName",
                                        it -> it.getSessionCookieConfig().setName("x")),
                                Map.entry(
                                        "setPath",
                                        it -> it.getSessionCookieConfig().setPath("/x")),
                                Map.entry(
                                        "setDomain",
                                        it -> it.getSessionCookieConfig().setDomain("x")),
                                Map.entry(
                                        "setMaxAge",
                                        it -> it.getSessionCookieConfig().setMaxAge(12)),
                                Map.entry(
                                        "setHttpOnly",
                                        it -> it.getSessionCookieConfig().setHttpOnly(true)),
                                Map.entry(
                                        "setSecure",
                                        it -> it.getSessionCookieConfig().setSecure(true)),
                                Map.entry(
                                        "setAttribute",
                                        it -> it.getSessionCookieConfig().setAttribute("x", "x")))
                        .map(each -> Line.of("sessioncookieconfig." + each.getKey() + "Test", GONE, it -> {
                            HttpSession unused = it.session();
                            each.getValue().accept(it.context());
                            return "set";
                        })));
    }

    /** Packages {@code servletcontext30}, {@code servletcontext} and {@code scinitializer.setsessiontrackingmodes}. */
    private static Stream<Line> tracking() {
        return Stream.of(
                Line.of(
                        "servletcontext30.getDefaultSessionTrackingModes",
                        "[COOKIE, URL]",
                        it -> new TreeSet<>(it.context().getDefaultSessionTrackingModes())),
                Line.of(
                        "servletcontext.getEffectiveSessionTrackingModes",
                        true,
                        it -> it.context()
                                .getEffectiveSessionTrackingModes()
                                .equals(it.context().getDefaultSessionTrackingModes())),
                Line.of(
                        "servletcontext30.sessionTrackingModesValueOfTest",
                        SessionTrackingMode.COOKIE,
                        it -> SessionTrackingMode.valueOf("COOKIE")),
                Line.of(
                        "servletcontext30.sessionTrackingModesValuesTest",
                        "[COOKIE, URL, SSL]",
                        it -> Arrays.toString(SessionTrackingMode.values())),
                Line.of("scinitializer.setsessiontrackingmodes.setSessionTrackingModesTest", "[COOKIE]")
                        .then("/cookies/do", "", it -> {
                            HttpSession unused = it.request().getSession(false);
                            return it.context().getAttribute(CookieListener.MODES);
                        }));
    }
}
