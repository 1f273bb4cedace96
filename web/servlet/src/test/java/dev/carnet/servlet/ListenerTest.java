package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.carnet.config.CookieOptions;
import dev.carnet.containertests.Browser;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionActivationListener;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionBindingListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionIdListener;
import jakarta.servlet.http.HttpSessionListener;
import java.util.EventListener;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is told what, in which order. */
class ListenerTest extends WebTest {
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listening() throws Exception {
        use(CookieOptions.DEFAULTS, new Listener("first"), new Listener("second"));
        logIn();
        TOLD.clear();
    }

    private static void tell(String who, String what) {
        TOLD.add(who + ": " + what);
    }

    private void inARequest(WebApp.Page page) {
        app.page("/page", page);
        open("/page");
    }

    private static Object seen(HttpSessionEvent event, String name) {
        try {
            return event.getSession().getAttribute(name);
        } catch (IllegalStateException e) {
            return "refused";
        }
    }

    /** Listens to everything a filter takes. */
    private record Listener(String who)
            implements HttpSessionListener, HttpSessionAttributeListener, HttpSessionIdListener {
        @Override
        public void sessionCreated(HttpSessionEvent event) {
            tell(who, "created");
        }

        @Override
        public void sessionDestroyed(HttpSessionEvent event) {
            tell(who, "destroyed, user " + seen(event, "user"));
        }

        @Override
        public void sessionIdChanged(HttpSessionEvent event, String oldId) {
            tell(who, "id changed from " + oldId + " to " + event.getSession().getId());
        }

        @Override
        public void attributeAdded(HttpSessionBindingEvent event) {
            tell(who, "added " + event.getName() + " " + event.getValue());
        }

        @Override
        public void attributeReplaced(HttpSessionBindingEvent event) {
            tell(who, "replaced " + event.getName() + " " + event.getValue() + " by " + seen(event, event.getName()));
        }

        @Override
        public void attributeRemoved(HttpSessionBindingEvent event) {
            tell(who, "removed " + event.getName() + " " + event.getValue() + ", now " + seen(event, event.getName()));
        }
    }

    /** A value that notes what becomes of it. */
    record Note(String text) implements HttpSessionBindingListener, HttpSessionActivationListener {
        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            tell(text, "bound as " + event.getName() + ", visible is " + seen(event, event.getName()));
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            tell(text, "unbound from " + event.getName() + ", visible is " + seen(event, event.getName()));
        }

        @Override
        public void sessionWillPassivate(HttpSessionEvent event) {
            tell(text, "passivated");
        }

        @Override
        public void sessionDidActivate(HttpSessionEvent event) {
            tell(text, "activated");
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Test
    void attribute_listeners_are_told_in_order_and_with_the_old_value() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("n", 1);
            session.setAttribute("n", 2);
            session.removeAttribute("n");
            session.removeAttribute("n");
            session.setAttribute("n", null);
        });

        assertThat(TOLD)
                .containsExactly(
                        "first: added n 1",
                        "second: added n 1",
                        "first: replaced n 1 by 2",
                        "second: replaced n 1 by 2",
                        "first: removed n 2, now null",
                        "second: removed n 2, now null");
    }

    @Test
    void the_old_value_is_told_in_a_later_request_too() {
        inARequest((request, response) -> request.getSession().setAttribute("user", "bob"));

        assertThat(TOLD).contains("first: replaced user ada by bob");
    }

    @Test
    void session_listeners_are_told_of_the_beginning() {
        browser = newBrowser();
        inARequest((request, response) -> {
            request.getSession(false);
            assertThat(TOLD).isEmpty();
            request.getSession();
            request.getSession();
        });

        assertThat(TOLD).containsExactly("first: created", "second: created");
    }

    @Test
    void session_listeners_are_told_of_the_end_while_attributes_can_be_read_and_then_the_attributes_go() {
        inARequest((request, response) -> request.getSession().invalidate());

        assertThat(TOLD)
                .containsExactly(
                        "second: destroyed, user ada",
                        "first: destroyed, user ada",
                        "first: removed user ada, now refused",
                        "second: removed user ada, now refused");
    }

    @Test
    void the_end_is_told_once() {
        Browser other = browser.copy();
        inARequest((request, response) -> request.getSession().invalidate());
        TOLD.clear();

        assertThat(other.get("/user").body()).isEqualTo("nobody");

        assertThat(TOLD).isEmpty();
    }

    @Test
    void id_listeners_are_told_both_ids() {
        String before = browser.sessionId();
        inARequest((request, response) -> request.changeSessionId());

        assertThat(TOLD)
                .containsExactly(
                        "first: id changed from " + before + " to " + browser.sessionId(),
                        "second: id changed from " + before + " to " + browser.sessionId());
    }

    @Test
    void values_are_bound_before_and_unbound_after_they_are_visible() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("note", new Note("old"));
            session.setAttribute("note", new Note("new"));
            session.removeAttribute("note");
        });

        assertThat(TOLD)
                .filteredOn(each -> !each.startsWith("second"))
                .containsExactly(
                        "old: bound as note, visible is null",
                        "first: added note old",
                        "new: bound as note, visible is old",
                        "old: unbound from note, visible is new",
                        "first: replaced note old by new",
                        "new: unbound from note, visible is null",
                        "first: removed note new, now null");
    }

    @Test
    void a_value_that_is_set_again_is_not_bound_again() {
        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            Note note = new Note("same");
            session.setAttribute("note", note);
            session.setAttribute("note", note);
        });

        assertThat(TOLD).filteredOn(each -> each.startsWith("same: bound")).hasSize(1);
        assertThat(TOLD).filteredOn(each -> each.startsWith("same: unbound")).isEmpty();
        assertThat(TOLD).contains("first: replaced note same by same");
    }

    @Test
    void a_stored_value_is_unbound_in_a_later_request() {
        inARequest((request, response) -> request.getSession().setAttribute("note", new Note("kept")));
        TOLD.clear();

        inARequest((request, response) -> request.getSession().invalidate());

        assertThat(TOLD)
                .containsExactly(
                        "second: destroyed, user ada",
                        "first: destroyed, user ada",
                        "first: removed user ada, now refused",
                        "second: removed user ada, now refused",
                        "kept: unbound from note, visible is refused",
                        "first: removed note kept, now refused",
                        "second: removed note kept, now refused");
    }

    @Test
    void a_value_that_is_refused_is_not_left_bound() {
        inARequest((request, response) -> assertThatThrownBy(
                        () -> request.getSession().setAttribute("thread", new BoundThread()))
                .isInstanceOf(IllegalArgumentException.class));

        assertThat(TOLD).containsExactly("thread: bound", "thread: unbound");
    }

    private static final class BoundThread extends Thread implements HttpSessionBindingListener {
        @Override
        public void valueBound(HttpSessionBindingEvent event) {
            tell("thread", "bound");
        }

        @Override
        public void valueUnbound(HttpSessionBindingEvent event) {
            tell("thread", "unbound");
        }
    }

    @Test
    void a_value_is_passivated_before_it_is_stored_and_activated_when_it_is_read_again() {
        inARequest((request, response) -> request.getSession().setAttribute("note", new Note("kept")));
        assertThat(TOLD).containsOnlyOnce("kept: passivated").doesNotContain("kept: activated");
        TOLD.clear();

        inARequest((request, response) -> {
            request.getSession().getAttribute("user");
            assertThat(TOLD).isEmpty();
            request.getSession().getAttribute("note");
            request.getSession().getAttribute("note");
            assertThat(TOLD).containsExactly("kept: activated");
        });

        assertThat(TOLD).containsExactly("kept: activated", "kept: passivated");
    }

    @Test
    void a_value_in_use_while_it_is_stored_is_activated_again() {
        inARequest((request, response) -> {
            request.getSession().setAttribute("note", new Note("kept"));
            TOLD.clear();
            response.flushBuffer();
            assertThat(TOLD).containsExactly("kept: passivated", "kept: activated");
        });
    }

    @Test
    void a_listeners_set_attribute_counts_from_the_beginning() throws Exception {
        use(CookieOptions.DEFAULTS, new HttpSessionListener() {
            @Override
            public void sessionCreated(HttpSessionEvent event) {
                event.getSession().setAttribute("user", "guest");
            }
        });
        browser = newBrowser();

        inARequest((request, response) -> request.getSession());

        assertThat(open("/user")).isEqualTo("guest");
    }

    @Test
    void what_a_listener_throws_reaches_the_application_and_nobody_else_is_told() throws Exception {
        use(
                CookieOptions.DEFAULTS,
                new HttpSessionAttributeListener() {
                    @Override
                    public void attributeAdded(HttpSessionBindingEvent event) {
                        throw new UnsupportedOperationException("not today");
                    }
                },
                new Listener("after"));

        inARequest((request, response) -> assertThatThrownBy(
                        () -> request.getSession().setAttribute("n", 1))
                .hasMessage("not today"));

        assertThat(TOLD).isEmpty();
    }

    @Test
    void an_end_that_a_listener_objects_to_is_an_end_all_the_same() throws Exception {
        use(CookieOptions.DEFAULTS, new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                throw new UnsupportedOperationException("not today");
            }
        });

        inARequest((request, response) -> {
            HttpSession session = request.getSession();
            assertThatThrownBy(session::invalidate).hasMessage("not today");
            assertThatThrownBy(session::isNew).isInstanceOf(IllegalStateException.class);
        });

        assertThat(browser.sessionId()).isNull();
    }

    @Test
    void while_it_ends_a_session_can_only_be_read() throws Exception {
        use(CookieOptions.DEFAULTS, new HttpSessionListener() {
            @Override
            public void sessionDestroyed(HttpSessionEvent event) {
                HttpSession session = event.getSession();
                tell("listener", session.getAttributeNames().nextElement() + session.isNew());
                assertThatThrownBy(session::invalidate).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> session.setAttribute("a", 1)).isInstanceOf(IllegalStateException.class);
                assertThatThrownBy(() -> session.removeAttribute("user")).isInstanceOf(IllegalStateException.class);
            }
        });

        inARequest((request, response) -> request.getSession().invalidate());

        assertThat(TOLD).containsExactly("listener: userfalse");
    }

    @Test
    void an_observer_has_the_session_behind_what_is_set_and_removed() throws Exception {
        app.use(SessionFilter.builder(engine)
                .observer((session, name, value) -> {
                    tell("observer", name + " " + value + ", now " + session.get(name));
                    session.setPrincipal(value == null ? null : value.toString());
                })
                .build());

        inARequest((request, response) -> request.getSession().setAttribute("account", "ada"));

        assertThat(TOLD).containsExactly("observer: account ada, now ada");
        assertThat(engine.sessions().ofPrincipal("ada")).hasSize(1);

        inARequest((request, response) -> request.getSession().removeAttribute("account"));

        assertThat(TOLD).contains("observer: account null, now null");
        assertThat(engine.sessions().ofPrincipal("ada")).isEmpty();
    }

    @Test
    void only_session_listeners_are_taken() {
        SessionFilter.Builder builder = SessionFilter.builder(engine);
        EventListener other = new EventListener() {};

        assertThatThrownBy(() -> builder.listener(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("HttpSessionIdListener");
    }
}
