package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A store that does not answer: 503, and never a new session or cookie. */
class TomcatOutageTest {
    private static TomcatNode node;

    private final Visitor visitor = new Visitor();

    @BeforeAll
    static void start() throws Exception {
        node = TomcatNode.started(TomcatNode.sqlite());
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @AfterEach
    void mend() {
        node.store().breakDown();
    }

    private void requireUnavailable(Browser.Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("5");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.setCookies()).isEqualTo(List.of());
        assertThat(reply.body()).doesNotContain("The shop has failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/do/get?name=user", "/do/put?name=a&value=b", "/do/logout", "/do/async", "/secret/who"})
    void a_session_that_cannot_be_read_is_no_new_one(String path) {
        visitor.get(node, "/do/put?name=user&value=ada");
        String id = visitor.id();
        node.store().breakDown("find");

        requireUnavailable(visitor.reply(node, path));

        node.store().breakDown();
        assertThat(visitor.id()).isEqualTo(id);
        assertThat(visitor.get(node, "/do/get?name=user")).isEqualTo("ada");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/do/put?name=a&value=b",
                "/do/big",
                "/do/flush",
                "/do/error",
                "/do/throws",
                "/do/rename",
                "/do/login",
                "/do/logout"
            })
    void a_session_that_cannot_be_written_is_no_success(String path) {
        visitor.get(node, "/do/put?name=user&value=ada");
        String id = visitor.id();
        node.store().breakDown("create", "update", "touch", "delete");

        requireUnavailable(visitor.reply(node, path));

        node.store().breakDown();
        assertThat(visitor.id()).isEqualTo(id);
        assertThat(visitor.get(node, "/do/get?name=user")).isEqualTo("ada");
        assertThat(visitor.get(node, "/do/names")).isEqualTo("[user]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/do/begin", "/do/big", "/do/async", "/secret/who", "/do/error"})
    void a_session_that_cannot_be_begun_sends_no_cookie(String path) {
        node.store().breakDown("create", "update", "touch", "delete");

        requireUnavailable(visitor.reply(node, path));

        assertThat(visitor.id()).isNull();
    }

    @Test
    void a_logout_is_told_once_it_is_stored() {
        visitor.get(node, "/do/put?name=user&value=ada");
        List<String> unused = node.takeTold();
        node.store().breakDown("create", "update", "touch", "delete");

        requireUnavailable(visitor.reply(node, "/do/logout"));
        assertThat(node.takeTold()).isEmpty();

        node.store().breakDown();
        assertThat(visitor.get(node, "/do/logout")).isEqualTo("bye");
        assertThat(node.takeTold()).containsExactly("destroyed ada");
    }

    @Test
    void whoever_needs_no_session_is_served() {
        node.store().breakDown("find", "create", "update", "touch", "delete");

        assertThat(visitor.reply(node, "/do/session").status()).isEqualTo(200);
        assertThat(visitor.reply(node, "/static.txt").status()).isEqualTo(200);
    }

    @Test
    void an_application_may_be_told_to_go_on_without_sessions() throws Exception {
        try (TomcatNode stateless = TomcatNode.started(TomcatNode.sqlite() + "\non_store_failure: stateless\n")) {
            visitor.get(stateless, "/do/put?name=user&value=ada");
            String id = visitor.id();
            stateless.store().breakDown("find", "create", "update", "touch", "delete");

            Browser.Reply reply = visitor.reply(stateless, "/do/put?name=user&value=bob");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.setCookies()).isEmpty();
            assertThat(visitor.id()).isEqualTo(id);
            stateless.store().breakDown();
            assertThat(visitor.get(stateless, "/do/get?name=user")).isEqualTo("ada");
        }
    }
}
