package dev.carnet.jetty;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.config.StoreFailurePolicy;
import dev.carnet.config.WebOptions;
import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Browser.Reply;
import dev.carnet.jetty.JettyNode.Setup;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes on one store: what a session promises holds across them. */
class ClusterTest {
    @TempDir
    Path folder;

    private JettyNode one;
    private JettyNode two;

    @BeforeEach
    void start() throws Exception {
        one = JettyNode.start(Setup.on(folder).withLogin());
        two = JettyNode.start(Setup.on(folder).withLogin());
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
    }

    @Test
    void a_session_goes_on_at_the_other_node_when_its_node_dies() throws Exception {
        Browser browser = one.browser();
        browser.get("/put?name=a&value=1");

        one.close();
        Browser later = browser.at(two.port());

        assertThat(later.get("/get?name=a").body()).isEqualTo("1");
        assertThat(later.get("/valid").body()).isEqualTo("true true");
    }

    @Test
    void parallel_requests_on_two_nodes_keep_every_attribute() {
        Browser browser = one.browser();
        browser.get("/begin");
        App.meeting = new CyclicBarrier(8);

        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            JettyNode node = i % 2 == 0 ? one : two;
            replies.add(browser.at(node.port()).getLater("/meet?name=n" + i + "&value=" + i));
        }
        replies.forEach(each -> assertThat(each.join().status()).isEqualTo(200));

        List<String> names = IntStream.range(0, 8).mapToObj(each -> "n" + each).toList();
        assertThat(browser.get("/names").body()).isEqualTo(names.toString());
    }

    @Test
    void an_old_id_is_dead_at_once_on_both_nodes() {
        Browser browser = one.browser();
        browser.get("/put?name=a&value=1");
        Browser old = browser.at(two.port());

        Reply changed = browser.get("/change-id");

        assertThat(changed.body()).isEqualTo(browser.sessionId());
        assertThat(old.get("/get?name=a").body()).isEqualTo("none");
        assertThat(browser.at(two.port()).get("/get?name=a").body()).isEqualTo("1");
    }

    @Test
    void a_login_is_known_at_the_other_node_and_ends_everywhere() {
        Browser browser = one.browser();
        Reply asked = browser.get(App.MEMBERS);
        assertThat(asked.status()).isIn(302, 303);
        assertThat(asked.header("location")).endsWith("/login-page");
        String before = browser.sessionId();

        Reply in = browser.post("/j_security_check", "j_username=ada&j_password=correct+horse");

        assertThat(in.header("location")).endsWith(App.MEMBERS);
        assertThat(browser.sessionId()).isNotEqualTo(before);
        Browser other = browser.at(two.port());
        assertThat(other.get(App.MEMBERS).body()).isEqualTo("GET ada true false FORM null");
        assertThat(two.engine().sessions().ofPrincipal("ada")).hasSize(1);

        other.get("/end");

        assertThat(browser.get(App.MEMBERS).header("location")).endsWith("/login-page");
    }

    @Test
    void one_login_too_many_is_answered_with_403_and_logs_nobody_in() throws Exception {
        SessionOptions one = SessionOptions.builder()
                .limitPerUser(1)
                .onLimit(LimitPolicy.REFUSE)
                .build();
        CarnetConfig config =
                CarnetConfig.builder().session("Memory").options(one).build();
        try (JettyNode node = JettyNode.start(Setup.on(config).withLogin())) {
            Browser first = loggedIn(node);
            Browser second = node.browser();
            second.get(App.MEMBERS);
            Reply refused = second.post("/j_security_check", "j_username=ada&j_password=correct+horse");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).startsWith("You are logged in as often as is allowed.");
            assertThat(second.get(App.MEMBERS).header("location")).endsWith("/login-page");
            assertThat(first.get(App.MEMBERS).body()).startsWith("GET ada true");
        }
    }

    @Test
    void a_logout_clears_what_is_configured() throws Exception {
        CarnetConfig config = CarnetConfig.builder()
                .session("Memory")
                .web(new WebOptions(null, StoreFailurePolicy.UNAVAILABLE, List.of("cache", "storage")))
                .build();
        try (JettyNode node = JettyNode.start(Setup.on(config).withLogin())) {
            Browser browser = loggedIn(node);
            Reply begun = browser.get("/put?name=a&value=1");
            Reply ended = browser.get("/end");

            assertThat(begun.header("clear-site-data")).isNullOrEmpty();
            assertThat(ended.header("clear-site-data")).isEqualTo("\"cache\", \"storage\"");
        }
    }

    private static Browser loggedIn(JettyNode node) {
        Browser browser = node.browser();
        browser.get(App.MEMBERS);
        browser.post("/j_security_check", "j_username=ada&j_password=correct+horse");
        return browser;
    }

    @Test
    void what_is_stored_has_neither_password_nor_id() throws Exception {
        Browser browser = one.browser();
        browser.get(App.MEMBERS);
        browser.post("/j_security_check", "j_username=ada&j_password=correct+horse");

        one.close();
        two.close();
        StringBuilder bytes = new StringBuilder();
        try (var files = java.nio.file.Files.list(folder)) {
            for (Path file : files.toList()) {
                bytes.append(java.nio.file.Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1));
            }
        }

        assertThat(bytes).contains("ada").contains("member").contains("FORM");
        assertThat(bytes).doesNotContain(Logins.PASSWORD).doesNotContain(browser.sessionId());
    }

    @Test
    void a_request_before_the_login_comes_back_after_it() {
        Browser browser = one.browser();
        browser.post(App.MEMBERS, "text=hello");

        Reply in = browser.at(two.port()).post("/j_security_check", "j_username=ada&j_password=correct+horse");

        assertThat(in.header("location")).endsWith(App.MEMBERS);
    }

    @Test
    void applications_that_share_a_store_have_sessions_of_their_own() throws Exception {
        Browser browser = one.browser();
        browser.get("/put?name=a&value=1");

        try (JettyNode other = JettyNode.start(Setup.on(folder).inScope("club"))) {
            assertThat(browser.at(other.port()).get("/get?name=a").body()).isEqualTo("none");
        }
    }
}
