package dev.carnet.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.containertests.Browser;
import dev.carnet.containertests.Browser.Reply;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The container's login: on every node, across a restart, without a secret in the store. */
class TomcatLoginTest {
    private static final String ADA = "j_username=ada&j_password=secret-of-ada";

    private static String sqlite;
    private static TomcatNode one;
    private static TomcatNode two;

    private final Visitor visitor = new Visitor();

    @BeforeAll
    static void start() throws Exception {
        sqlite = TomcatNode.sqlite();
        one = TomcatNode.started(sqlite);
        two = TomcatNode.started(sqlite);
    }

    @AfterAll
    static void stop() throws Exception {
        one.close();
        two.close();
    }

    private void logIn() {
        assertThat(visitor.reply(one, "/secret/who?x=1").body()).contains("<title>Log in");
        Browser.Reply checked = visitor.post(two, "/j_security_check", ADA);
        assertThat(checked.status()).isEqualTo(303);
        assertThat(checked.header("location")).isEqualTo("/shop/secret/who?x=1");
        assertThat(visitor.reply(one, "/secret/who?x=1").body()).isEqualTo("ada true FORM GET null");
    }

    @Test
    void each_step_may_be_at_another_node() {
        logIn();

        assertThat(visitor.get(two, "/secret/who")).isEqualTo("ada true FORM GET null");
        assertThat(visitor.get(two, "/do/who")).isEqualTo("ada true FORM GET null");
    }

    @Test
    void the_id_changes_at_the_login() {
        visitor.get(one, "/do/put?name=theme&value=dark");
        Visitor before = visitor.copy();
        logIn();

        assertThat(visitor.id()).isNotEqualTo(before.id());
        assertThat(before.get(one, "/do/session")).isEqualTo("none");
        assertThat(visitor.get(two, "/do/get?name=theme")).isEqualTo("dark");
    }

    @Test
    void a_form_that_was_sent_before_the_login_is_sent_on_after_it() {
        visitor.with("theme", "cookie-of-the-browser");
        visitor.post(one, "/secret/who", "amount=42");
        String stored = stored();
        Browser.Reply checked = visitor.post(two, "/j_security_check", ADA);

        assertThat(visitor.follow(one, checked).body()).isEqualTo("ada true FORM POST 42");
        assertThat(stored).contains("saved_request").doesNotContain("cookie-of-the-browser");
        assertThat(visitor.get(two, "/secret/who")).isEqualTo("ada true FORM GET null");
    }

    @Test
    void a_wrong_password_is_refused() {
        visitor.reply(one, "/secret/who");
        Browser.Reply checked = visitor.post(two, "/j_security_check", "j_username=ada&j_password=guess");

        assertThat(checked.body()).contains("Wrong name or password");
        assertThat(visitor.reply(one, "/secret/who").body()).contains("<title>Log in");
    }

    @Test
    void nothing_stored_is_a_secret() {
        logIn();
        String stored = stored();

        assertThat(stored).contains("\"name\":\"ada\"").contains("\"method\":\"FORM\"");
        assertThat(stored).doesNotContain("secret-of-ada").doesNotContain(visitor.id());
    }

    @Test
    void operators_find_the_session_by_its_user() {
        logIn();

        assertThat(one.engine().sessions().ofPrincipal("ada")).isNotEmpty();
        one.engine().sessions().revokePrincipal("ada", null);
        assertThat(visitor.reply(two, "/secret/who").body()).contains("<title>Log in");
    }

    @Test
    void request_login_and_logout_count_everywhere() {
        visitor.get(one, "/do/begin");
        assertThat(visitor.get(one, "/do/login")).isEqualTo("ada");
        assertThat(visitor.get(two, "/do/who")).startsWith("ada true");

        assertThat(visitor.get(two, "/do/containerlogout")).isEqualTo("null");
        assertThat(visitor.get(one, "/do/who")).startsWith("null false");
    }

    @Test
    void an_invalidated_session_is_logged_out_everywhere() {
        logIn();
        Visitor elsewhere = visitor.copy();

        visitor.get(two, "/do/logout");

        assertThat(elsewhere.reply(one, "/secret/who").body()).contains("<title>Log in");
    }

    @Test
    void one_login_too_many_is_answered_with_403_and_logs_nobody_in() throws Exception {
        String limited = TomcatNode.sqlite() + "\nsession_limit: 1\non_session_limit: refuse\n";
        try (TomcatNode node = TomcatNode.started(limited)) {
            visitor.reply(node, "/secret/who");
            visitor.post(node, "/j_security_check", ADA);
            Visitor second = new Visitor();
            second.reply(node, "/secret/who");
            Reply refused = second.post(node, "/j_security_check", ADA);
            Visitor third = new Visitor();
            third.get(node, "/do/begin");
            Reply byRequest = third.reply(node, "/do/login");

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).startsWith("You are logged in as often as is allowed.");
            assertThat(byRequest.status()).isEqualTo(403);
            assertThat(second.reply(node, "/secret/who").body()).contains("<title>Log in");
            assertThat(third.get(node, "/do/who")).startsWith("null false");
            assertThat(visitor.get(node, "/secret/who")).startsWith("ada true");
        }
    }

    @Test
    void a_logout_takes_the_cookie_away_and_clears_what_is_configured() throws Exception {
        try (TomcatNode node = TomcatNode.started(TomcatNode.sqlite() + "\nclear_site_data: [cache, storage]\n")) {
            Reply begun = visitor.reply(node, "/do/begin");
            Reply ended = visitor.reply(node, "/do/logout");
            Reply later = visitor.reply(node, "/do/session");

            assertThat(begun.header("clear-site-data")).isEmpty();
            assertThat(ended.header("clear-site-data")).isEqualTo("\"cache\", \"storage\"");
            assertThat(ended.setCookies())
                    .singleElement()
                    .asString()
                    .startsWith("JSESSIONID=;")
                    .contains("01 Jan 1970");
            assertThat(ended.header("cache-control")).isEqualTo("no-store");
            assertThat(later.setCookies()).isEmpty();
            assertThat(later.header("clear-site-data")).isEmpty();
        }
    }

    @Test
    void a_login_outlives_a_restart() throws Exception {
        String own = TomcatNode.sqlite();
        try (TomcatNode first = TomcatNode.started(own)) {
            visitor.reply(first, "/secret/who");
            visitor.post(first, "/j_security_check", ADA);
            visitor.get(first, "/secret/who");
        }
        try (TomcatNode second = TomcatNode.started(own)) {
            assertThat(visitor.get(second, "/secret/who")).isEqualTo("ada true FORM GET null");
        }
    }

    @Test
    void a_login_beyond_the_limit_is_answered_clearly_and_ends_nothing() throws Exception {
        String limited = TomcatNode.sqlite() + "session_limit: 1\non_session_limit: refuse\n";
        try (TomcatNode node = TomcatNode.started(limited)) {
            Visitor first = new Visitor();
            first.reply(node, "/secret/who");
            first.post(node, "/j_security_check", ADA);
            visitor.reply(node, "/secret/who");

            Browser.Reply refused = visitor.post(node, "/j_security_check", ADA);

            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.body()).startsWith("You are logged in as often as is allowed.");
            assertThat(visitor.reply(node, "/secret/who").body()).contains("<title>Log in");
            assertThat(first.get(node, "/secret/who")).isEqualTo("ada true FORM GET null");
        }
    }

    /** Everything in the store, as text. */
    private static String stored() {
        StringBuilder all = new StringBuilder();
        List<SessionRecord> records = one.engine()
                .store()
                .scan(SessionQuery.ALL.withAttributes(), null, 1000)
                .sessions();
        for (SessionRecord each : records) {
            all.append(each.header().key().value());
            each.attributes()
                    .names()
                    .forEach(name ->
                            all.append(name).append(each.attributes().get(name).text()));
        }
        return all.toString();
    }
}
