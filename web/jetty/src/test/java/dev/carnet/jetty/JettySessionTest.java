package dev.carnet.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Browser.Reply;
import dev.carnet.containertests.WatchedStore;
import dev.carnet.jetty.JettyNode.Setup;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionOptions;
import dev.carnet.web.Accessors;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One node: its cookie, its store's calls, its listeners. */
class JettySessionTest {
    private final WatchedStore store = new WatchedStore();
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final Setup setup = Setup.on(CarnetConfig.builder()
                    .session("Memory")
                    .allow(AllowedTypes.of(App.Lease.class))
                    .build())
            .with(store)
            .with(engine -> engine.clock(now::get));
    private static final String LOGIN = "j_username=ada&j_password=correct+horse";

    private JettyNode node;
    private Browser browser;

    @BeforeEach
    void start() throws Exception {
        node = JettyNode.start(setup);
        browser = node.browser();
        App.Lease.TOLD.clear();
    }

    @AfterEach
    void stop() throws Exception {
        node.close();
    }

    @Test
    void a_request_reads_once_and_writes_once() {
        browser.get("/put?name=a&value=1");
        assertThat(store.calls()).containsExactly("create");

        browser.get("/put?name=b&value=2");
        assertThat(store.calls()).containsExactly("find", "update");

        browser.get("/get?name=a");
        assertThat(store.calls()).containsExactly("find");
    }

    @Test
    void a_request_that_does_not_ask_for_its_session_costs_the_store_nothing() {
        browser.get("/put?name=a&value=1");
        store.calls();

        browser.get("/nothing");

        assertThat(store.calls()).isEmpty();
    }

    @Test
    void the_cookie_is_protected_and_sent_once() {
        Reply first = browser.get("/put?name=a&value=1");

        assertThat(first.setCookie())
                .startsWith("JSESSIONID=")
                .contains("HttpOnly")
                .contains("SameSite=Lax")
                .contains("Path=/");
        assertThat(first.header("cache-control")).isEqualTo("no-store");
        assertThat(browser.get("/put?name=b&value=1").setCookies()).isEmpty();
    }

    @Test
    void an_empty_session_is_kept_as_containers_do() {
        assertThat(browser.get("/begin").body()).isEqualTo("true");
        assertThat(browser.get("/begin").body()).isEqualTo("false");
    }

    @Test
    void an_unknown_id_gets_no_session_and_no_cookie() {
        Reply reply = browser.with("JSESSIONID", "A".repeat(40)).get("/get?name=a");

        assertThat(reply.body()).isEqualTo("none");
        assertThat(reply.setCookies()).isEmpty();
    }

    @Test
    void what_is_put_after_the_commit_is_stored_before_the_end() {
        browser.get("/flush-put?name=a&value=1");

        assertThat(browser.get("/get?name=a").body()).isEqualTo("1");
    }

    @Test
    void an_error_page_is_stored_before_too() {
        assertThat(browser.get("/fail-put?name=a&value=1").status()).isEqualTo(404);
        assertThat(browser.get("/get?name=a").body()).isEqualTo("1");
    }

    @Test
    void an_end_takes_the_cookie_away() {
        browser.get("/put?name=a&value=1");

        Reply end = browser.get("/end");

        assertThat(end.body()).isEqualTo("null");
        assertThat(end.setCookie()).startsWith("JSESSIONID=;").contains("Expires=Thu, 01 Jan 1970 00:00:00 GMT");
    }

    @Test
    void listeners_are_told_as_the_container_tells_them() {
        browser.get("/put?name=a&value=1");
        browser.get("/put?name=a&value=2");
        browser.get("/change-id");
        browser.get("/end");

        assertThat(setup.told().events)
                .containsExactly("created", "added a", "replaced a=1", "id changed", "destroyed with 2", "removed a=2");
    }

    @Test
    void expiry_is_told_with_the_attributes_still_readable() {
        browser.get("/put?name=a&value=1");
        browser.get("/lease?value=house");
        setup.told().events.clear();
        now.set(now.get().plus(Duration.ofHours(3)));

        assertThat(node.engine().sweep().sessions()).isEqualTo(1);

        assertThat(setup.told().events).startsWith("destroyed with 1").contains("removed a=1");
        assertThat(App.Lease.TOLD).containsExactly("bound house", "unbound house");
    }

    @Test
    void a_value_that_cannot_be_stored_is_refused_when_it_is_put() {
        assertThat(browser.get("/refused").status()).isEqualTo(500);
        assertThat(browser.get("/names").body()).isEqualTo("[]");
    }

    @Test
    void a_login_beyond_the_limit_is_answered_clearly_and_ends_nothing() throws Exception {
        Setup limited = Setup.on(CarnetConfig.builder()
                        .session("Memory")
                        .options(SessionOptions.builder()
                                .limitPerUser(1)
                                .onLimit(LimitPolicy.REFUSE)
                                .build())
                        .build())
                .withLogin();
        try (JettyNode node = JettyNode.start(limited)) {
            Browser first = node.browser();
            first.get(App.MEMBERS);
            first.post("/j_security_check", LOGIN);
            Browser second = node.browser();
            second.get(App.MEMBERS);

            Reply refused = second.post("/j_security_check", LOGIN);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).startsWith("You are logged in as often as is allowed.");
            assertThat(second.get(App.MEMBERS).header("location")).contains("/login-page");
            assertThat(first.get(App.MEMBERS).body()).startsWith("GET ada true");
        }
    }

    @Test
    void ids_stand_in_urls_only_if_the_application_asks_for_it() throws Exception {
        browser.get("/begin");
        assertThat(browser.get("/url").body()).isEqualTo("/get?name=a");
        assertThat(node.browser()
                        .get("/get;jsessionid=" + browser.sessionId() + "?name=a")
                        .body())
                .isEqualTo("none");

        try (JettyNode tracking = JettyNode.start(setup.trackedByUrl())) {
            Browser without = tracking.browser();
            without.get("/put?name=a&value=1");
            String id = without.sessionId();
            assertThat(tracking.browser()
                            .get("/get;jsessionid=" + id + "?name=a")
                            .body())
                    .isEqualTo("1");
            assertThat(tracking.browser().get("/url;jsessionid=" + id).body())
                    .isEqualTo("/get;jsessionid=" + id + "?name=a");
        }
    }

    @Test
    void an_id_in_use_is_renewed_without_the_application() throws Exception {
        SessionOptions renewed =
                SessionOptions.builder().renewal(Duration.ofMinutes(10)).build();
        Setup renewing = Setup.on(CarnetConfig.builder()
                        .session("Memory")
                        .options(renewed)
                        .build())
                .with(engine -> engine.clock(now::get));
        try (JettyNode renewer = JettyNode.start(renewing)) {
            Browser visitor = renewer.browser();
            visitor.get("/put?name=a&value=1");
            String first = visitor.sessionId();
            Browser thief = visitor.copy();
            now.set(now.get().plus(Duration.ofMinutes(9)));
            assertThat(visitor.get("/get?name=a").setCookies()).isEmpty();
            now.set(now.get().plus(Duration.ofMinutes(2)));
            assertThat(visitor.get("/nothing").setCookies()).isEmpty();

            Reply reply = visitor.get("/get?name=a");

            assertThat(reply.body()).isEqualTo("1");
            assertThat(reply.setCookies()).hasSize(1);
            assertThat(reply.header("cache-control")).isEqualTo("no-store");
            assertThat(visitor.sessionId()).isNotEqualTo(first);
            assertThat(renewing.told().events).containsExactly("created", "added a", "id changed");
            assertThat(visitor.get("/get?name=a").body()).isEqualTo("1");
            assertThat(thief.get("/get?name=a").body()).isEqualTo("none");
        }
    }

    @Test
    void an_id_is_not_renewed_when_the_browser_cannot_be_told() throws Exception {
        SessionOptions renewed =
                SessionOptions.builder().renewal(Duration.ofMinutes(10)).build();
        try (JettyNode renewer = JettyNode.start(Setup.on(CarnetConfig.builder()
                        .session("Memory")
                        .options(renewed)
                        .build())
                .with(engine -> engine.clock(now::get)))) {
            Browser visitor = renewer.browser();
            visitor.get("/put?name=a&value=1");
            String first = visitor.sessionId();
            now.set(now.get().plus(Duration.ofMinutes(11)));

            assertThat(visitor.get("/late-get?name=a").body()).isEqualTo("first1");

            assertThat(visitor.sessionId()).isEqualTo(first);
            assertThat(visitor.get("/get?name=a").setCookies()).hasSize(1);
        }
    }

    @Test
    void an_accessor_changes_a_session_outside_its_request_also_within_another_access() {
        assumeThat(Accessors.ARE_THERE).isTrue();
        browser.get("/put?name=a&value=1");
        browser.get("/accessor");

        assertThat(node.browser().get("/access-nested?value=2").body()).isEqualTo("accessed");

        assertThat(browser.get("/names").body()).isEqualTo("[a, after, before, within]");
    }
}
