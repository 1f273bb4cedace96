package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HomePageTest {
    private DemoServer server;
    private DemoBrowser ada;

    @BeforeEach
    void start() {
        server = DemoServer.start(CarnetConfig.parse("test", "session: Memory"), 0);
        ada = new DemoBrowser(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whoever_only_looks_gets_no_cookie() throws Exception {
        HttpResponse<String> page = ada.get("/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html;charset=utf-8");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(page.body()).contains("You have no session yet", "action=\"/login\"", "Memory");
    }

    @Test
    void the_session_is_shown_from_both_sides() throws Exception {
        ada.post("/login", "user", "Ada");
        ada.post("/count");
        ada.post("/cart", "item", "Waltz");
        ada.post("/attribute", "name", "colour", "value", "burgundy");

        String page = ada.get("/").body();

        assertThat(page)
                .contains("You are <strong>Ada</strong>", "<li>Waltz</li>", "<dd>burgundy</dd>", "this one")
                .contains("<code>[&quot;Waltz&quot;]</code>", "a digest of the id", "30 minutes")
                .doesNotContain("You have no session yet");
    }

    @Test
    void the_cookies_secret_is_not_on_the_page() throws Exception {
        ada.post("/login", "user", "Ada");

        assertThat(ada.get("/").body()).doesNotContain(ada.cookie().orElseThrow());
    }

    @Test
    void the_key_is_left_out_where_it_is_the_cookies_secret() throws Exception {
        try (DemoServer sharing = DemoServer.start(CarnetConfig.parse("test", "session: Memory\nhash_ids: false"), 0)) {
            DemoBrowser bob = new DemoBrowser(sharing);
            bob.post("/count");

            String page = bob.get("/").body();

            assertThat(page)
                    .contains("hash_ids: false")
                    .doesNotContain(bob.cookie().orElseThrow());
        }
    }

    @Test
    void what_users_write_is_escaped_everywhere() throws Exception {
        String evil = "<script>alert(\"1\")</script>";
        ada.post("/login", "user", evil);
        ada.post("/cart", "item", evil);
        ada.post("/attribute", "name", evil, "value", evil);

        String page = ada.get("/").body();

        assertThat(page)
                .contains("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void head_is_answered_without_a_body() throws Exception {
        HttpResponse<String> head = ada.send("HEAD", "/", "");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
    }

    @Test
    void the_stylesheet_and_the_icon_are_served_here() throws Exception {
        assertThat(ada.get("/style.css").headers().firstValue("Content-Type")).hasValue("text/css;charset=utf-8");
        assertThat(ada.get("/style.css").body()).contains("prefers-color-scheme: dark");
        assertThat(ada.get("/icon.svg").headers().firstValue("Content-Type")).hasValue("image/svg+xml;charset=utf-8");
    }
}
