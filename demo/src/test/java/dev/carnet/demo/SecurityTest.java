package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.net.http.HttpHeaders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
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

    @ParameterizedTest
    @ValueSource(strings = {"/", "/session", "/nowhere", "/style.css"})
    void every_answer_limits_what_the_browser_may_do(String path) throws Exception {
        HttpHeaders headers = ada.get(path, "Accept", "text/html").headers();

        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy)
                        .startsWith("default-src 'none'")
                        .contains("frame-ancestors 'none'")
                        .doesNotContain("unsafe"));
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/session", "/nowhere", "/health"})
    void no_copy_is_kept_of_a_personal_page(String path) throws Exception {
        assertThat(ada.get(path).headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
        "Origin, https://evil.example",
        "Origin, http://localhost:1",
        "Origin, null",
        "Origin, :",
    })
    void aFormFromAnotherSiteIsRefused(String header, String value) throws Exception {
        assertThat(ada.send("POST", "/count", "", header, value).statusCode()).isEqualTo(403);
        assertThat(ada.get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void a_form_from_this_page_is_taken() throws Exception {
        String here = "http://localhost:" + server.port();
        assertThat(ada.send("POST", "/count", "", "Origin", here).statusCode()).isEqualTo(303);
        assertThat(ada.send("POST", "/count", "", "Sec-Fetch-Site", "same-origin")
                        .statusCode())
                .isEqualTo(303);
        assertThat(ada.session().get("count").asInt()).isEqualTo(2);
    }

    @Test
    void another_sites_link_may_lead_here() throws Exception {
        assertThat(ada.get("/", "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(200);
    }
}
