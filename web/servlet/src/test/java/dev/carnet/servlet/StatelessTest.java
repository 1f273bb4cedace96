package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.StoreFailurePolicy;
import dev.carnet.containertests.Browser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that goes on without its sessions when the store fails. */
class StatelessTest extends WebTest {
    @BeforeEach
    void stateless() throws Exception {
        app.use(SessionFilter.builder(engine)
                .onStoreFailure(StoreFailurePolicy.STATELESS)
                .build());
        app.page("/change", (request, response) -> {
            request.getSession().setAttribute("user", "bob");
            response.getWriter().print("hello " + request.getSession().getAttribute("user"));
        });
        logIn();
    }

    @Test
    void a_session_that_cannot_be_read_is_none_and_comes_back() {
        String id = browser.sessionId();
        store.breakDown("find");

        Browser.Reply reply = browser.get("/user");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("nobody");
        assertThat(reply.setCookies()).isEmpty();
        store.breakDown();
        assertThat(browser.sessionId()).isEqualTo(id);
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void what_is_put_meanwhile_serves_its_request_and_is_lost() {
        store.breakDown("find");

        Browser.Reply reply = browser.get("/change");

        assertThat(reply.body()).isEqualTo("hello bob");
        assertThat(reply.setCookies()).isEmpty();
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_change_that_cannot_be_stored_is_lost_and_the_answer_goes_out() {
        store.breakDown("update");

        Browser.Reply reply = browser.get("/change");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.body()).isEqualTo("hello bob");
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void a_new_session_that_cannot_be_stored_has_no_cookie() {
        store.breakDown("create");

        Browser.Reply reply = newBrowser().get("/change");

        assertThat(reply.body()).isEqualTo("hello bob");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void a_logout_that_cannot_be_stored_is_an_error_all_the_same() {
        app.page("/logout", (request, response) -> request.getSession().invalidate());
        store.breakDown("delete");

        assertThat(browser.get("/logout").status()).isEqualTo(503);
        store.breakDown();
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void so_is_a_new_id() {
        app.page("/rename", (request, response) -> request.changeSessionId());
        store.breakDown("update");

        Browser.Reply reply = browser.get("/rename");

        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.setCookies()).isEmpty();
    }
}
