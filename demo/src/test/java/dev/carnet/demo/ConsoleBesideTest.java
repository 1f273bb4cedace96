package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An operator sees in the console what happens in the demo. */
class ConsoleBesideTest {
    private DemoServer server;
    private DemoBrowser ada;
    private DemoBrowser operator;

    @BeforeEach
    void start() {
        server = DemoServer.start(CarnetConfig.parse("test", "session: Memory"), 0);
        ada = new DemoBrowser(server);
        operator = new DemoBrowser(server);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void the_page_links_to_it() throws Exception {
        assertThat(ada.get("/").body())
                .contains("href=\"" + server.consoleUri().getPath() + "\"")
                .doesNotContain(server.consoleToken());
    }

    @Test
    void only_the_token_opens_it() throws Exception {
        assertThat(operator.get("/console/sessions").body())
                .contains("type=\"password\"")
                .doesNotContain("Search");
        assertThat(operator.post("/console/login", "token", "not the token at all")
                        .body())
                .doesNotContain("Search");
    }

    @Test
    void it_shows_who_is_logged_in() throws Exception {
        ada.post("/login", "user", "Ada");
        operator.post("/console/login", "token", server.consoleToken());

        assertThat(operator.get("/console/sessions").body()).contains("Ada");
    }
}
