package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.containertests.Browser;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An id may travel otherwise than in a cookie. */
class HeaderResolverTest extends WebTest {
    private static final String HEADER = "X-Session";

    private static final class HeaderResolver implements SessionIdResolver {
        @Override
        public List<String> resolve(HttpServletRequest request) {
            String id = request.getHeader(HEADER);
            return id == null ? List.of() : List.of(id);
        }

        @Override
        public void send(HttpServletRequest request, HttpServletResponse response, SessionId id) {
            response.setHeader(HEADER, id.value());
        }

        @Override
        public void expire(HttpServletRequest request, HttpServletResponse response) {
            response.setHeader(HEADER, "");
        }
    }

    @BeforeEach
    void header() throws Exception {
        app.use(SessionFilter.builder(engine).resolver(new HeaderResolver()).build());
    }

    @Test
    void it_is_sent_read_and_taken_back() {
        app.page("/logout", (request, response) -> {
            assertThat(request.isRequestedSessionIdFromCookie()).isFalse();
            request.getSession().invalidate();
        });

        Browser.Reply login = browser.get("/login");
        String id = login.header("x-session");

        assertThat(login.setCookies()).isEmpty();
        assertThat(id).hasSize(40);
        assertThat(browser.get("/user", HEADER, id).body()).isEqualTo("ada");
        assertThat(browser.get("/logout", HEADER, id).header("x-session")).isEmpty();
        assertThat(browser.get("/user", HEADER, id).body()).isEqualTo("nobody");
    }

    @Test
    void a_resolver_of_ones_own_takes_nothing_of_the_configuration_away() throws Exception {
        CarnetConfig config =
                CarnetConfig.parse("test", "session: Memory\nengines: {session: {Memory: {clear_site_data: [cache]}}}");
        app.use(SessionFilter.builder(engine, config)
                .resolver(new HeaderResolver())
                .build());
        app.page("/logout", (request, response) -> request.getSession().invalidate());

        String id = browser.get("/login").header("x-session");

        assertThat(browser.get("/logout", HEADER, id).header("clear-site-data")).isEqualTo("\"cache\"");
    }

    @Test
    void what_is_no_id_is_no_session() {
        assertThat(browser.get("/user", HEADER, "rubbish").body()).isEqualTo("nobody");
        assertThat(store.calls()).isEmpty();
    }
}
