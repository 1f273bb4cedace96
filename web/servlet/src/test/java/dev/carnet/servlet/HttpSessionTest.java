package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.Session;
import dev.carnet.containertests.Browser;
import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Servlet 6.1 promises of a session. The pages assert; a page that fails is a test that fails. */
class HttpSessionTest extends WebTest {

    @BeforeEach
    void loggedIn() {
        logIn();
    }

    private void inARequest(WebApp.Page page) {
        app.page("/page", page);
        open("/page");
    }

    @Test
    void after_the_end_what_depends_on_its_data_is_refused() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            session.invalidate();
            Map<String, ThrowingCallable> refused = Map.of(
                    "getCreationTime", session::getCreationTime,
                    "getLastAccessedTime", session::getLastAccessedTime,
                    "getAttribute", () -> session.getAttribute("user"),
                    "setAttribute", () -> session.setAttribute("user", "bob"),
                    "setAttribute null", () -> session.setAttribute("user", null),
                    "removeAttribute", () -> session.removeAttribute("user"),
                    "getAttributeNames", session::getAttributeNames,
                    "isNew", session::isNew,
                    "invalidate", session::invalidate);
            refused.forEach(
                    (what, call) -> assertThatThrownBy(call).as(what).isInstanceOf(IllegalStateException.class));
        });
    }

    @Test
    void after_the_end_its_name_and_limits_are_still_told() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            String id = session.getId();
            session.invalidate();

            assertThat(session.getId()).isEqualTo(id);
            assertThat(session.getMaxInactiveInterval()).isEqualTo(1800);
            session.setMaxInactiveInterval(60);
            assertThat(session.getServletContext()).isSameAs(request.getServletContext());
        });
    }

    @Test
    void a_session_ended_through_the_engine_has_ended_for_the_servlet_too() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            engine.destroy(SessionFilter.requireSession(request));

            assertThatThrownBy(session::isNew).isInstanceOf(IllegalStateException.class);
            assertThat(request.getSession(false)).isNull();
        });
        assertThat(browser.sessionId()).isNull();
    }

    @Test
    void after_the_end_the_request_has_none_and_a_new_one_has_another_id() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            session.invalidate();

            assertThat(request.getSession(false)).isNull();
            assertThat(SessionFilter.session(request)).isEmpty();
            HttpSession next = request.getSession();
            assertThat(next).isNotSameAs(session);
            assertThat(next.getId()).isNotEqualTo(session.getId());
            assertThat(next.isNew()).isTrue();
            assertThat(next.getAttribute("user")).isNull();
        });
    }

    @Test
    void one_request_has_one_session_object() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            assertThat(request.getSession()).isSameAs(session);
            assertThat(request.getSession(false)).isSameAs(session);
            assertThat(request.getSession(true)).isSameAs(session);
        });
    }

    @Test
    void attributes_are_set_read_replaced_and_removed() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("a", "1");
            session.setAttribute("b", List.of(1, 2));
            session.setAttribute("a", "2");
            session.setAttribute("gone", "x");
            session.removeAttribute("gone");
            session.removeAttribute("never there");
            assertThat(session.getAttribute("a")).isEqualTo("2");
        });
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            assertThat(Collections.list(session.getAttributeNames())).containsExactlyInAnyOrder("user", "a", "b");
            assertThat(session.getAttribute("a")).isEqualTo("2");
            assertThat(session.getAttribute("b")).isEqualTo(List.of(1, 2));
            assertThat(session.getAttribute("gone")).isNull();
        });
    }

    @Test
    void setting_null_removes() {
        inARequest((request, response) -> request.getSession().setAttribute("user", null));
        inARequest((request, response) -> {
            assertThat(request.getSession().getAttribute("user")).isNull();
            assertThat(request.getSession().getAttributeNames().hasMoreElements())
                    .isFalse();
        });
    }

    @Test
    void an_attribute_needs_a_name() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            assertThatThrownBy(() -> session.setAttribute(null, "x")).isInstanceOf(IllegalArgumentException.class);
            assertThat(session.getAttribute(null)).isNull();
            session.removeAttribute(null);
        });
    }

    @Test
    void the_names_can_be_walked_while_attributes_change() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("a", 1);
            session.getAttributeNames().asIterator().forEachRemaining(session::removeAttribute);
            assertThat(session.getAttributeNames().hasMoreElements()).isFalse();
        });
    }

    @Test
    void what_cannot_be_stored_is_refused_when_it_is_set() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            assertThatThrownBy(() -> session.setAttribute("user", new Unlisted("ada")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("'user'")
                    .hasMessageContaining(Unlisted.class.getName())
                    .hasMessageContaining("AllowedTypes");
            assertThat(session.getAttribute("user")).isEqualTo("ada");
        });
        assertThat(open("/user")).isEqualTo("ada");
    }

    private record Unlisted(String name) {}

    @Test
    void a_limit_of_zero_or_less_is_never() {
        for (int never : new int[] {0, -1, Integer.MIN_VALUE}) {
            inARequest((request, response) -> request.getSession().setMaxInactiveInterval(never));
            clock.pass(Duration.ofDays(10_000));
            assertThat(open("/user")).isEqualTo("ada");
            inARequest((request, response) ->
                    assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(-1));
        }
    }

    @Test
    void the_limit_can_be_set() {
        inARequest((request, response) -> {
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(1800);
            request.getSession().setMaxInactiveInterval(60);
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(60);
        });
        inARequest((request, response) ->
                assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(60));
        clock.pass(Duration.ofMinutes(10));
        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void a_limit_beyond_an_int_is_the_largest_int() {
        inARequest((request, response) -> {
            SessionFilter.requireSession(request).setMaxIdle(Duration.ofDays(100_000));
            assertThat(request.getSession().getMaxInactiveInterval()).isEqualTo(Integer.MAX_VALUE);
        });
    }

    @Test
    void the_last_access_is_that_of_the_request_before() {
        Instant first = clock.instant();
        clock.pass(Duration.ofMinutes(3));
        Instant second = clock.instant();
        inARequest((request, response) -> {
            assertThat(request.getSession().getLastAccessedTime()).isEqualTo(first.toEpochMilli());
            response.flushBuffer();
            assertThat(request.getSession().getLastAccessedTime()).isEqualTo(first.toEpochMilli());
        });
        clock.pass(Duration.ofMinutes(3));
        inARequest((request, response) -> {
            assertThat(request.getSession().getLastAccessedTime()).isEqualTo(second.toEpochMilli());
            assertThat(request.getSession().getCreationTime()).isEqualTo(first.toEpochMilli());
        });
    }

    @Test
    void the_last_access_is_marked_when_the_request_arrives() {
        clock.pass(Duration.ofMinutes(3));
        Instant arrival = clock.instant();
        inARequest((request, response) -> {
            request.getSession();
            clock.pass(Duration.ofMinutes(2));
        });
        inARequest((request, response) ->
                assertThat(request.getSession().getLastAccessedTime()).isEqualTo(arrival.toEpochMilli()));
    }

    @Test
    void in_a_new_session_the_last_access_is_its_beginning() {
        browser = newBrowser();
        inARequest((request, response) -> assertThat(request.getSession().getLastAccessedTime())
                .isEqualTo(request.getSession().getCreationTime())
                .isEqualTo(clock.instant().toEpochMilli()));
    }

    @Test
    void a_session_is_new_until_the_browser_joins_it() {
        browser = newBrowser();
        WebApp.Page page = (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("n", 1);
            response.getWriter().print(session.isNew());
        };
        app.page("/new", page);

        assertThat(open("/new")).isEqualTo("true");
        assertThat(newBrowser().get("/new").body()).isEqualTo("true");
        assertThat(open("/new")).isEqualTo("false");
        clock.pass(Duration.ofDays(1));
        assertThat(open("/new")).isEqualTo("true");
    }

    @Test
    void an_expired_session_is_none() {
        clock.pass(Duration.ofHours(1));
        Browser.Reply reply = browser.get("/user");
        assertThat(reply.body()).isEqualTo("nobody");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void changing_the_id_needs_a_session() {
        browser = newBrowser();
        inARequest((request, response) ->
                assertThatThrownBy(request::changeSessionId).isInstanceOf(IllegalStateException.class));
    }

    @Test
    void an_id_change_keeps_the_session() {
        String before = browser.sessionId();
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            String requested = request.getRequestedSessionId();
            assertThat(requested).isEqualTo(before);
            assertThat(request.isRequestedSessionIdValid()).isTrue();

            String changed = request.changeSessionId();

            assertThat(changed).isEqualTo(session.getId()).isNotEqualTo(before);
            assertThat(request.getSession()).isSameAs(session);
            assertThat(session.getAttribute("user")).isEqualTo("ada");
            assertThat(request.getRequestedSessionId()).isEqualTo(before);
            assertThat(request.isRequestedSessionIdValid()).isFalse();
        });
        assertThat(open("/user")).isEqualTo("ada");
        assertThat(newBrowser().with("session", before).get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void a_new_sessions_id_can_change_too() {
        browser = newBrowser();
        inARequest((request, response) -> {
            request.getSession().setAttribute("user", "bob");
            request.changeSessionId();
        });
        assertThat(store.calls()).containsExactly("create");
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void the_requested_id_of_an_ended_session_is_not_valid() {
        inARequest((request, response) -> {
            request.getSession().invalidate();
            assertThat(request.isRequestedSessionIdValid()).isFalse();
            assertThat(request.getRequestedSessionId()).hasSize(40);
        });
    }

    @Test
    void the_carnet_session_is_the_same_one() {
        inARequest((request, response) -> {
            Session session = SessionFilter.requireSession(request);
            assertThat(SessionFilter.session(request)).containsSame(session);
            session.put("n", 7);
            session.setPrincipal("ada");
            assertThat(request.getSession().getAttribute("n")).isEqualTo(7);
            assertThat(request.getSession().getId()).isEqualTo(session.id().value());
        });
        inARequest((request, response) ->
                assertThat(SessionFilter.requireSession(request).principal()).isEqualTo("ada"));
    }

    @Test
    void without_the_filter_there_is_no_carnet_session() throws Exception {
        app.use((request, response, chain) -> chain.doFilter(request, response));
        inARequest((request, response) -> {
            assertThat(SessionFilter.session(request)).isEmpty();
            assertThatThrownBy(() -> SessionFilter.requireSession(request))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("map the filter");
        });
    }

    @Test
    void two_threads_of_one_request_share_its_session() {
        inARequest((request, response) -> {
            List<Thread> threads = new ArrayList<>();
            Set<HttpSession> seen =
                    Collections.synchronizedSet(Collections.newSetFromMap(new java.util.IdentityHashMap<>()));
            for (int i = 0; i < 8; i++) {
                String name = "n" + i;
                Thread thread = new Thread(() -> {
                    HttpSession session = request.getSession();
                    seen.add(session);
                    session.setAttribute(name, name);
                });
                threads.add(thread);
                thread.start();
            }
            for (Thread each : threads) {
                each.join();
            }
            assertThat(seen).hasSize(1);
        });
        assertThat(store.calls()).containsExactly("find", "update");
        inARequest((request, response) -> assertThat(
                        Collections.list(request.getSession().getAttributeNames()))
                .hasSize(9));
    }
}
