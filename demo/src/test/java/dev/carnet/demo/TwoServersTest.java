package dev.carnet.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CarnetConfig;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two servers on one SQLite file, as two processes have them. */
class TwoServersTest {
    private WatchedStore watched;
    private DemoServer one;
    private DemoServer other;
    private DemoBrowser ada;

    @BeforeEach
    void start(@TempDir Path folder) {
        CarnetConfig sqlite = DemoConfig.sqlite(folder.resolve("carnet.db"));
        other = DemoServer.start(sqlite, 0);
        watched = new WatchedStore(sqlite.provider().open(sqlite.settings(), sqlite.options()));
        one = DemoServer.start(HandedInStoreProvider.config(watched.store()), 0);
        ada = new DemoBrowser(one);
    }

    @AfterEach
    void stop() {
        one.close();
        other.close();
    }

    @Test
    void each_shows_the_same_session() throws Exception {
        ada.post("/login", "user", "Ada");
        ada.at(other).post("/count");
        ada.post("/count");

        JsonNode session = ada.at(other).session();

        assertThat(session.get("user").asString()).isEqualTo("Ada");
        assertThat(session.get("count").asInt()).isEqualTo(2);
        assertThat(session.get("store").asString()).isEqualTo("JDBC");
    }

    @Test
    void fifty_attributes_set_at_once_are_all_there() throws Exception {
        ada.post("/login", "user", "Ada");
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            DemoBrowser at = i % 2 == 0 ? ada : ada.at(other);
            answers.add(at.postAsync("/attribute", "name", "n" + i, "value", "v" + i));
        }

        assertThat(answers)
                .allSatisfy(each -> assertThat(each.get().statusCode()).isEqualTo(303));

        for (DemoBrowser at : List.of(ada, ada.at(other))) {
            JsonNode attributes = at.session().get("attributes");
            assertThat(attributes.size()).isEqualTo(50);
            for (int i = 0; i < 50; i++) {
                assertThat(attributes.get("n" + i).asString()).isEqualTo("v" + i);
            }
        }
    }

    @Test
    void a_logout_is_one_everywhere() throws Exception {
        ada.post("/login", "user", "Ada");
        DemoBrowser copy = ada.copy(other);

        ada.post("/logout");

        assertThat(copy.get("/session").statusCode()).isEqualTo(404);
        assertThat(copy.at(one).get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void a_slow_request_does_not_bring_back_a_session_that_was_logged_out() throws Exception {
        ada.post("/login", "user", "Ada");
        DemoBrowser copy = ada.copy(other);
        CompletableFuture<HttpResponse<String>> slow = slowRequest(ada.copy(one));

        ada.at(other).post("/logout");

        assertThat(slow.get().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(copy.get("/session").statusCode()).isEqualTo(404);
        assertThat(copy.at(one).get("/session").statusCode()).isEqualTo(404);
    }

    @Test
    void a_slow_request_on_the_id_before_a_login_touches_neither_old_nor_new() throws Exception {
        ada.post("/count");
        DemoBrowser copy = ada.copy(other);
        CompletableFuture<HttpResponse<String>> slow = slowRequest(ada.copy(one));

        ada.at(other).post("/login", "user", "Ada");

        assertThat(slow.get().headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(copy.get("/session").statusCode()).isEqualTo(404);
        assertThat(copy.at(one).get("/session").statusCode()).isEqualTo(404);
        assertThat(ada.session().get("user").asString()).isEqualTo("Ada");
        assertThat(ada.session().get("attributes").isEmpty()).isTrue();
    }

    /** A request that holds the session by now and will set an attribute in a second. */
    private CompletableFuture<HttpResponse<String>> slowRequest(DemoBrowser browser) throws Exception {
        watched.forgetFinds();
        CompletableFuture<HttpResponse<String>> slow =
                browser.postAsync("/slow", "ms", "1000", "name", "late", "value", "1");
        watched.awaitFind();
        return slow;
    }
}
