package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session used outside any request: since Servlet 6.1. */
class AccessorTest extends WebTest {
    private final AtomicReference<HttpSession.Accessor> accessor = new AtomicReference<>();

    @BeforeEach
    void pages() {
        app.page("/logout", (request, response) -> request.getSession().invalidate());
        app.page("/rename", (request, response) -> request.changeSessionId());
        app.page(
                "/accessor",
                (request, response) -> accessor.set(request.getSession().getAccessor()));
        logIn();
        open("/accessor");
        store.forgetCalls();
    }

    @Test
    void it_reads_and_changes_the_session_as_a_request_would() {
        accessor.get().access(session -> {
            assertThat(session.getAttribute("user")).isEqualTo("ada");
            assertThat(session.isNew()).isFalse();
            assertThat(session.getId()).isEqualTo(browser.sessionId());
            session.setAttribute("user", "bob");
            session.setAttribute("n", 1);
        });

        assertThat(store.calls()).containsExactly("find", "update");
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void after_the_end_of_a_session_there_is_none() {
        app.page("/late", (request, response) -> {
            HttpSession session = request.getSession();
            session.invalidate();
            assertThatThrownBy(session::getAccessor).isInstanceOf(IllegalStateException.class);
        });

        open("/late");
    }

    @Test
    void it_keeps_the_session_alive() {
        for (int i = 0; i < 4; i++) {
            clock.pass(Duration.ofMinutes(20));
            accessor.get().access(session -> {});
        }

        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void what_was_changed_before_a_failure_is_kept_as_in_a_request() {
        assertThatThrownBy(() -> accessor.get().access(session -> {
                    session.setAttribute("user", "bob");
                    throw new UnsupportedOperationException("half way");
                }))
                .hasMessage("half way");

        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void it_can_end_the_session() {
        accessor.get().access(HttpSession::invalidate);

        assertThat(open("/user")).isEqualTo("nobody");
    }

    @Test
    void after_the_end_it_is_refused() {
        open("/logout");

        assertRefused();
    }

    @Test
    void after_the_session_expired_it_is_refused() {
        clock.pass(Duration.ofDays(1));

        assertRefused();
    }

    @Test
    void after_an_id_change_it_is_refused() {
        open("/rename");

        assertRefused();
        open("/accessor");
        accessor.get()
                .access(session -> assertThat(session.getAttribute("user")).isEqualTo("ada"));
    }

    @Test
    void a_change_to_a_session_that_ends_meanwhile_is_refused() {
        assertThatThrownBy(() -> accessor.get().access(session -> {
                    open("/logout");
                    session.setAttribute("user", "bob");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("dropped");
        assertThat(open("/user")).isEqualTo("nobody");
    }

    private void assertRefused() {
        assertThatThrownBy(() -> accessor.get().access(session -> session.getId()))
                .isInstanceOf(IllegalStateException.class);
    }
}
