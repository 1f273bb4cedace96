package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountTest {
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
    void logging_in_redirects_home_and_sets_a_guarded_cookie() throws Exception {
        HttpResponse<String> answer = ada.post("/login", "user", "  Ada ");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .singleElement()
                .asString()
                .contains("HttpOnly", "SameSite=Lax");
        assertThat(ada.session().get("user").asString()).isEqualTo("Ada");
    }

    @Test
    void logging_in_keeps_the_visit_under_a_new_id_and_the_old_one_is_dead() throws Exception {
        ada.post("/count");
        DemoBrowser planted = ada.copy(server);

        ada.post("/login", "user", "Ada");

        assertThat(ada.session().get("count").asInt()).isEqualTo(1);
        assertThat(ada.cookie()).isNotEqualTo(planted.cookie());
        assertThat(planted.get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void logging_in_again_changes_the_id_again() throws Exception {
        ada.post("/login", "user", "Ada");
        ada.post("/count");
        DemoBrowser before = ada.copy(server);

        ada.post("/login", "user", "Ada");

        assertThat(ada.session().get("count").asInt()).isEqualTo(1);
        assertThat(before.get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void another_user_inherits_nothing() throws Exception {
        ada.post("/login", "user", "Ada");
        ada.post("/count");
        DemoBrowser before = ada.copy(server);

        ada.post("/login", "user", "Bob");

        assertThat(ada.session().get("user").asString()).isEqualTo("Bob");
        assertThat(ada.session().get("count").asInt()).isZero();
        assertThat(before.get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void logging_out_ends_the_session_and_its_cookie() throws Exception {
        ada.post("/login", "user", "Ada");
        DemoBrowser copy = ada.copy(server);

        HttpResponse<String> answer = ada.post("/logout");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValueSatisfying(cookie -> assertThat(cookie).contains("Max-Age=0"));
        assertThat(ada.cookie()).isEmpty();
        assertThat(copy.get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void logging_out_without_a_session_goes_home() throws Exception {
        HttpResponse<String> answer = ada.post("/logout");

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void ones_other_sessions_can_be_ended() throws Exception {
        DemoBrowser phone = new DemoBrowser(server);
        DemoBrowser bob = new DemoBrowser(server);
        ada.post("/login", "user", "Ada");
        phone.post("/login", "user", "Ada");
        bob.post("/login", "user", "Bob");
        assertThat(ada.get("/").body()).contains("End my other sessions");

        ada.post("/logout-others");

        assertThat(ada.get("/session").statusCode()).isEqualTo(200);
        assertThat(phone.get("/session").statusCode()).isEqualTo(404);
        assertThat(bob.get("/session").statusCode()).isEqualTo(200);
        assertThat(ada.get("/").body()).doesNotContain("End my other sessions");
    }

    @Test
    void nobody_has_other_sessions_to_end() throws Exception {
        assertThat(ada.post("/logout-others").statusCode()).isEqualTo(403);
        ada.post("/count");
        assertThat(ada.post("/logout-others").statusCode()).isEqualTo(403);
    }
}
