package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A FORM login of the container's own beside sessions of Carnet's. */
class FormLoginTest extends WebTest {
    @BeforeEach
    void pages() throws Exception {
        club.use(SessionFilter.builder(engine).build());
        club.page(WebApp.LOGIN_PAGE, (request, response) -> response.getWriter().print("who are you?"));
        club.page(WebApp.MEMBERS_PAGE, (request, response) -> {
            HttpSession session = request.getSession();
            session.setAttribute("user", request.getRemoteUser());
            response.getWriter().print("welcome, " + session.getAttribute("user"));
        });
        club.page("/logout", (request, response) -> request.getSession().invalidate());
    }

    private String members() {
        return browser.get("/club" + WebApp.MEMBERS_PAGE).body();
    }

    private void logInByForm() {
        assertThat(members()).doesNotContain("welcome");
        browser.post("/club/j_security_check", "j_username=" + WebApp.USER + "&j_password=" + WebApp.PASSWORD);
        assertThat(members()).isEqualTo("welcome, ada");
    }

    @Test
    void both_have_a_cookie() {
        logInByForm();

        assertThat(browser.cookie(WebApp.CLUB_COOKIE)).isNotNull();
        assertThat(browser.cookie("session-club")).hasSize(40);
        assertThat(members()).isEqualTo("welcome, ada");
    }

    @Test
    void listeners_are_told_of_both() {
        logInByForm();
        browser.get("/club/logout");

        assertThat(club.listener().told().stream().filter("created"::equals)).hasSize(2);
        assertThat(club.listener().told().stream().filter("destroyed"::equals)).hasSize(2);
    }

    @Test
    void an_end_of_the_session_ends_the_login_too() {
        logInByForm();

        browser.get("/club/logout");

        assertThat(members()).doesNotContain("welcome");
    }
}
