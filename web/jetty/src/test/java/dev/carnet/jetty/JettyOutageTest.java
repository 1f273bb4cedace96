package dev.carnet.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Browser.Reply;
import dev.carnet.containertests.WatchedStore;
import dev.carnet.jetty.JettyNode.Setup;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An outage is 503: never a new session, never a cookie, never a logout that only seems to be one. */
class JettyOutageTest {
    private final WatchedStore store = new WatchedStore();
    private JettyNode node;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        node = JettyNode.start(Setup.on(CarnetConfig.builder().session("Memory").build())
                .withLogin()
                .with(store));
        browser = node.browser();
        browser.get("/put?name=a&value=1");
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    private static void assertUnavailable(Reply reply) {
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.header("retry-after")).isEqualTo("5");
        assertThat(reply.header("cache-control")).isEqualTo("no-store");
        assertThat(reply.setCookies()).isEmpty();
        assertThat(reply.body()).isEqualTo("Your session is not available at the moment. Please try again shortly.\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/get?name=a",
                "/put?name=a&value=2",
                "/begin",
                "/names",
                "/members",
                "/end",
                "/put-flush?name=a&value=2"
            })
    void a_session_that_cannot_be_read(String path) {
        String id = browser.sessionId();
        store.breakDown("find");

        assertUnavailable(browser.get(path));

        store.breakDown();
        assertThat(browser.get("/get?name=a").body()).isEqualTo("1");
        assertThat(browser.sessionId()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/put?name=a&value=2", "/put-flush?name=a&value=2", "/change-id", "/fail-put?name=a&value=2"})
    void a_change_that_cannot_be_stored(String path) {
        store.breakDown("update");

        assertUnavailable(browser.get(path));

        store.breakDown();
        assertThat(browser.get("/get?name=a").body()).isEqualTo("1");
    }

    @Test
    void a_new_session_that_cannot_be_stored() {
        store.breakDown("create");

        assertUnavailable(node.browser().get("/put?name=a&value=1"));
        assertUnavailable(node.browser().get(App.MEMBERS));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/end", "/end-swallowed"})
    void a_logout_that_cannot_be_stored(String path) {
        store.breakDown("delete");

        assertUnavailable(browser.get(path));

        store.breakDown();
        assertThat(browser.get("/get?name=a").body()).isEqualTo("1");
    }

    @Test
    void the_connection_goes_on_afterwards() {
        store.breakDown("find");
        assertUnavailable(browser.request("HEAD", "/get?name=a").status() == 503 ? browser.get("/names") : null);
        assertUnavailable(browser.post("/put", "name=a&value=2"));
        assertThat(browser.get("/nothing").body()).isEqualTo("nothing");
    }
}
