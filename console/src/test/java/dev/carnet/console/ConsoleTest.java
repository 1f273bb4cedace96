package dev.carnet.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pages show and do, over HTTP. */
class ConsoleTest {
    private static final Pattern HANDLE = Pattern.compile("Choose ([sf]\\.[A-Za-z0-9_-]{22})");
    private static final Pattern NEXT = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"");

    private RunningConsole console;
    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        console = new RunningConsole();
        operator = console.loggedIn();
    }

    @AfterEach
    void no_page_holds_an_id_a_key_or_a_masked_value() {
        console.close();
        for (String page : operator.seen) {
            assertThat(console.secrets).noneMatch(page::contains);
        }
    }

    private static List<String> handles(String page) {
        return HANDLE.matcher(page).results().map(each -> each.group(1)).toList();
    }

    @Test
    void the_overview_counts_sessions_and_names_users() throws Exception {
        console.session("ada", session -> session.put("role", "admin"));
        console.session("ada", session -> {});
        console.session(null, session -> session.put("cart", List.of("tea")));

        assertThat(operator.page("/")).contains("Memory answers").contains("data-figure=\"live\">3<");
        assertThat(operator.page("/overview.json")).contains("\"live\":[3").contains("\"failure\":\"\"");
        String sampled = operator.page("/");
        while (sampled.contains("The first sample is being taken")) {
            sampled = operator.page("/");
        }
        assertThat(sampled).contains("All 3 live sessions").contains("sessions?user=ada");
    }

    @Test
    void sessions_are_found_by_user_handle_idle_time_age_and_attribute() throws Exception {
        String old = console.session("ada", session -> session.put("role", "admin"));
        console.clock().advance(Duration.ofMinutes(20));
        String young = console.session("bob", session -> session.put("visits", 3));

        assertThat(handles(operator.page("/sessions"))).containsExactlyInAnyOrder(old, young);
        assertThat(handles(operator.page("/sessions?user=ada"))).containsExactly(old);
        assertThat(handles(operator.page("/sessions?idle=10+minutes"))).containsExactly(old);
        assertThat(handles(operator.page("/sessions?age=10+minutes"))).containsExactly(old);
        assertThat(handles(operator.page("/sessions?attribute=visits&value=3.0")))
                .containsExactly(young);
        assertThat(handles(operator.page("/sessions?attribute=role"))).containsExactly(old);
        assertThat(operator.get("/sessions?handle=" + young).headers().firstValue("Location"))
                .contains("/session?handle=" + young);
        assertThat(operator.page("/sessions?idle=soon")).contains("&#39;soon&#39; is not a duration");
    }

    @Test
    void pages_follow_each_other_and_give_each_session_once() throws Exception {
        for (int i = 0; i < 120; i++) {
            console.session("user" + i, session -> {});
        }

        String page = operator.page("/sessions");
        java.util.Set<String> found = new java.util.HashSet<>(handles(page));
        int pages = 1;
        for (Matcher next = NEXT.matcher(page); next.find(); next = NEXT.matcher(page)) {
            page = operator.page(next.group(1).replace("&amp;", "&"));
            found.addAll(handles(page));
            pages++;
        }

        assertThat(found).hasSize(120);
        assertThat(pages).isEqualTo(3);
        assertThat(operator.get("/sessions?after=forged").statusCode()).isEqualTo(400);
    }

    @Test
    void a_search_says_how_many_sessions_it_has_looked_into() throws Exception {
        String old = console.session("ada", session -> {});
        console.clock().advance(Duration.ofMinutes(20));
        for (int i = 0; i < 30; i++) {
            console.session("bob", session -> {});
        }

        String page = operator.page("/sessions?idle=10+minutes");

        assertThat(handles(page)).containsExactly(old);
        assertThat(page).contains("Read 31 sessions.");
        assertThat(operator.page("/sessions?user=ada&state=expired")).contains("Read 1 session.");
    }

    @Test
    void a_session_is_shown_as_json_with_secrets_masked_and_markup_escaped() throws Exception {
        String handle = console.session("<b>ada\u202E</b>", session -> {
            session.put(
                    "cart", Map.of("items", List.of("tea", "<script>alert(1)</script>"), "cardNumber", "4111-1111"));
            session.put("apiToken", "t-9f8e7d");
            session.put("order", Map.of("IBAN", "DE-0815", "nested", List.of(Map.of("userPassword", "hunter2"))));
            session.put("note", "\u001B[31mred");
        });
        console.secrets.addAll(List.of("4111-1111", "t-9f8e7d", "DE-0815", "hunter2"));

        String page = operator.page("/session?handle=" + handle);

        assertThat(page)
                .contains("&quot;items&quot;: [")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains("&quot;cardNumber&quot;: &quot;(masked)&quot;")
                .contains("&quot;IBAN&quot;: &quot;(masked)&quot;")
                .contains("&quot;userPassword&quot;: &quot;(masked)&quot;")
                .contains("&lt;b&gt;ada\\u202E&lt;/b&gt;")
                .doesNotContain("<script>alert")
                .doesNotContain("\u001B");
        // A hidden field holds the user's name as it is: it shows nothing.
        assertThat(page.replaceAll("<input type=\"hidden\"[^>]*>", "")).doesNotContain("\u202E");
        assertThat(operator.page("/sessions?attribute=apiToken&value=t-9f8e7d")).contains("you cannot search by them");
    }

    @Test
    void ending_asks_first_and_says_how_many() throws Exception {
        String one = console.session("ada", session -> {});
        String two = console.session("ada", session -> {});
        String other = console.session("bob", session -> {});

        assertThat(operator.submit("/end/ask", "what", "user", "user", "ada").body())
                .contains("End 2 sessions?");
        assertThat(operator.submit("/end/ask", "what", "some", "handle", one).body())
                .contains("End 1 session?");
        assertThat(operator.submit("/end/ask", "what", "all").body()).contains("End 3 sessions?");
        assertThat(console.engine.sessions().ofPrincipal("ada")).hasSize(2);

        assertThat(operator.outcome(operator.submit("/end", "what", "some", "handle", one)))
                .contains("1 session ended");
        assertThat(operator.outcome(operator.submit("/end", "what", "some", "handle", one, "handle", two)))
                .contains("1 session ended");
        assertThat(operator.submit("/end", "what", "all").statusCode()).isEqualTo(400);
        assertThat(console.engine.sessions().find(other)).isPresent();
        assertThat(operator.outcome(operator.submit("/end", "what", "all", "sure", "yes")))
                .contains("1 session ended");
        assertThat(console.engine.sessions().find(other)).isEmpty();
    }

    @Test
    void a_users_sessions_end_and_nobody_elses() throws Exception {
        console.session("ada", session -> {});
        console.session("ada", session -> {});
        String other = console.session("ada ", session -> {});

        String outcome = operator.outcome(operator.submit("/end", "what", "user", "user", "ada"));

        assertThat(outcome).contains("2 sessions ended");
        assertThat(console.engine.sessions().find(other)).isPresent();
    }

    @Test
    void a_sweep_deletes_what_has_expired() throws Exception {
        console.session("ada", session -> {});
        console.clock().advance(Duration.ofHours(1));
        String live = console.session("bob", session -> {});

        assertThat(operator.page("/sweep")).contains("Delete 1 session that expired");
        assertThat(operator.outcome(operator.submit("/sweep"))).contains("1 session swept");
        assertThat(console.engine.sessions().find(live)).isPresent();
    }

    @Test
    void the_configuration_tells_the_store_and_its_settings() throws Exception {
        assertThat(operator.page("/configuration"))
                .contains("Memory")
                .contains("session_duration")
                .contains("30 min");
    }
}
