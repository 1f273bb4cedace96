package dev.carnet.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.carnet.config.CookieOptions;
import dev.carnet.config.CookieOptions.SameSite;
import dev.carnet.containertests.Browser;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the id travels: RFC 6265bis. */
class CookieTest extends WebTest {
    private static final String ID = "[A-Za-z0-9_-]{40}";
    private static final String[] HTTPS = {"X-Forwarded-Proto", "https"};

    @BeforeEach
    void pages() {
        app.page("/logout", (request, response) -> request.getSession().invalidate());
        app.page("/rename", (request, response) -> request.changeSessionId());
        app.page(
                "/requested",
                (request, response) -> response.getWriter()
                        .print(request.getRequestedSessionId() + " " + request.isRequestedSessionIdFromCookie() + " "
                                + request.isRequestedSessionIdFromURL()));
    }

    @Test
    void on_http_the_cookie_has_safe_defaults() {
        assertThat(browser.get("/login").setCookie()).matches("session=" + ID + "; Path=/; HttpOnly; SameSite=Lax");
    }

    @Test
    void on_https_the_cookie_is_secure_and_bound_to_its_host() {
        assertThat(browser.get("/login", HTTPS).setCookie())
                .matches("__Host-session=" + ID + "; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(browser.get("/user", HTTPS).body()).isEqualTo("ada");
    }

    @Test
    void on_https_a_plain_cookie_that_somebody_planted_is_not_read() {
        logIn();
        String id = browser.sessionId();

        assertThat(newBrowser().with("session", id).get("/user", HTTPS).body()).isEqualTo("nobody");
    }

    @Test
    void with_a_domain_or_a_path_there_is_no_host_prefix() throws Exception {
        use(CookieOptions.builder().domain("example.com").path("/").build());
        assertThat(browser.get("/login", HTTPS).setCookie())
                .matches("__Secure-session=" + ID + "; Path=/; Domain=example.com; Secure; HttpOnly; SameSite=Lax");

        use(CookieOptions.builder().path("/user").build());
        assertThat(newBrowser().get("/login", HTTPS).setCookie())
                .matches("__Secure-session=" + ID + "; Path=/user; Secure; HttpOnly; SameSite=Lax");
    }

    @Test
    void every_attribute_that_is_configured_is_sent_once() throws Exception {
        use(CookieOptions.builder()
                .name("__Secure-id")
                .domain("example.com")
                .path("/a")
                .maxAge(Duration.ofDays(30))
                .secure(true)
                .httpOnly(false)
                .sameSite(SameSite.NONE)
                .partitioned(true)
                .build());

        assertThat(browser.get("/login").setCookie())
                .matches("__Secure-id=" + ID
                        + "; Path=/a; Domain=example.com; Max-Age=2592000; Secure; SameSite=None; Partitioned");
    }

    @Test
    void behind_a_proxy_that_hides_https_it_can_be_secure_all_the_same() throws Exception {
        use(CookieOptions.builder().secure(true).build());

        assertThat(browser.get("/login").setCookie())
                .matches("__Host-session=" + ID + "; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(open("/user")).isEqualTo("ada");
    }

    @Test
    void the_cookie_is_not_sent_again_to_a_browser_that_has_it() throws Exception {
        use(CookieOptions.builder().maxAge(Duration.ofDays(30)).build());
        logIn();
        app.page("/change", (request, response) -> request.getSession().setAttribute("n", 1));
        clock.pass(Duration.ofMinutes(5));

        assertThat(browser.get("/change").setCookies()).isEmpty();
    }

    @Test
    void an_end_expires_the_cookie_with_the_attributes_it_had() throws Exception {
        use(CookieOptions.builder()
                .name("sid")
                .domain("example.com")
                .path("/")
                .secure(true)
                .maxAge(Duration.ofDays(1))
                .sameSite(SameSite.STRICT)
                .partitioned(true)
                .build());
        open("/login");

        assertThat(browser.get("/logout").setCookie())
                .isEqualTo("sid=; Path=/; Domain=example.com; Max-Age=0; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Secure;"
                        + " HttpOnly; SameSite=Strict; Partitioned");
    }

    @Test
    void an_end_and_a_new_beginning_send_the_new_cookie_only() {
        logIn();
        String before = browser.sessionId();
        app.page("/renew", (request, response) -> {
            request.getSession().invalidate();
            request.getSession().setAttribute("user", "bob");
        });

        assertThat(browser.get("/renew").setCookie()).matches("session=" + ID + "; Path=/; HttpOnly; SameSite=Lax");
        assertThat(browser.sessionId()).isNotEqualTo(before);
        assertThat(open("/user")).isEqualTo("bob");
    }

    @Test
    void an_end_and_a_new_session_that_nothing_is_put_into_expires_the_cookie() {
        logIn();
        app.page("/renew", (request, response) -> {
            request.getSession().invalidate();
            request.getSession().getAttribute("user");
        });

        assertThat(browser.get("/renew").setCookie()).contains("Max-Age=0");
    }

    @Test
    void a_session_that_begins_and_ends_in_one_request_is_not_mentioned() {
        app.page("/both", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            request.getSession().invalidate();
        });

        assertThat(browser.get("/both").setCookies()).isEmpty();
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void an_id_change_sends_the_new_id() {
        logIn();
        String before = browser.sessionId();

        assertThat(browser.get("/rename").setCookie()).matches("session=" + ID + "; Path=/; HttpOnly; SameSite=Lax");
        assertThat(browser.sessionId()).isNotEqualTo(before);
    }

    @Test
    void the_applications_own_cookies_are_left_alone() {
        app.page("/login-with-cookie", (request, response) -> {
            response.addCookie(new Cookie("theme", "dark"));
            response.addHeader("Set-Cookie", "session-hint=yes");
            request.getSession().setAttribute("user", "ada");
        });

        List<String> cookies = browser.get("/login-with-cookie").setCookies();

        assertThat(cookies).hasSize(3).anyMatch(each -> each.startsWith("theme=dark"));
        assertThat(cookies).anyMatch(each -> each.equals("session-hint=yes"));
        assertThat(cookies).anyMatch(each -> each.startsWith("session="));
    }

    @Test
    void a_response_that_sets_the_id_is_not_cached() {
        assertThat(browser.get("/login").header("cache-control")).isEqualTo("no-store");
        assertThat(browser.get("/user").hasHeader("cache-control")).isFalse();
        assertThat(browser.get("/rename").header("cache-control")).isEqualTo("no-store");
        assertThat(browser.get("/logout").header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void the_applications_own_cache_control_stands() {
        app.page("/private", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.setHeader("Cache-Control", "private, max-age=60");
        });

        assertThat(browser.get("/private").header("cache-control")).isEqualTo("private, max-age=60");
    }

    static Stream<String> whatLetsSharedCachesStore() {
        return Stream.of(
                "Cache-Control: public, max-age=60",
                "Cache-Control: max-age=60",
                "Cache-Control: private=\"X-Page\", s-maxage=60",
                "Cache-Control: no-store, public",
                "CDN-Cache-Control: max-age=60",
                "Cloudflare-CDN-Cache-Control: max-age=60",
                "Surrogate-Control: max-age=60",
                "X-Accel-Expires: 60");
    }

    @ParameterizedTest
    @MethodSource("whatLetsSharedCachesStore")
    void no_shared_cache_may_store_the_id_whatever_the_application_says(String header) {
        String[] parts = header.split(": ", 2);
        app.page("/before", (request, response) -> {
            response.setHeader(parts[0], parts[1]);
            request.getSession().setAttribute("user", "ada");
        });
        app.page("/after", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            response.addHeader(parts[0], parts[1]);
        });
        app.page("/later", (request, response) -> {
            request.getSession().setAttribute("user", "ada");
            request.startAsync();
            response.getWriter().print("the cookie is set");
            assertThat(store.calls()).isNotEmpty();
            response.setHeader(parts[0], parts[1]);
            request.getAsyncContext().complete();
        });

        for (String page : List.of("/before", "/after", "/later")) {
            Browser.Reply reply = newBrowser().get(page);
            assertThat(reply.setCookies()).as(page).hasSize(1);
            assertThat(reply.header("cache-control")).as(page).isEqualTo("no-store");
            assertThat(reply.headers().getOrDefault(parts[0].toLowerCase(Locale.ROOT), List.of()))
                    .as(page)
                    .allMatch(each -> each.equals("no-store") || each.equals("0"));
        }
    }

    @Test
    void two_applications_on_one_host_keep_their_sessions() {
        requestsOnly.page("/login", (request, response) -> request.getSession().setAttribute("user", "bob"));
        requestsOnly.page(
                "/user",
                (request, response) ->
                        response.getWriter().print(request.getSession().getAttribute("user")));

        open("/login");
        assertThat(browser.get("/plain/login").setCookie()).startsWith("session-plain=");

        assertThat(open("/user")).isEqualTo("ada");
        assertThat(open("/plain/user")).isEqualTo("bob");
    }

    @Test
    void a_name_that_was_chosen_is_the_name_in_every_application() throws Exception {
        CookieOptions named = CookieOptions.builder().name("id").build();
        requestsOnly.use(SessionFilter.builder(engine)
                .resolver(new CookieSessionIdResolver(named))
                .build());
        requestsOnly.page("/login", (request, response) -> request.getSession().setAttribute("user", "bob"));

        assertThat(browser.get("/plain/login").setCookie()).startsWith("id=");
    }

    @Test
    void planted_ids_do_not_keep_a_login_from_sticking() throws Exception {
        logIn();
        StringBuilder cookies = new StringBuilder("Cookie: a=b");
        for (int i = 0; i < 20; i++) {
            cookies.append("; session=").append(String.format("%040d", i));
        }
        cookies.append("; session=").append(browser.sessionId());

        assertThat(userSeenWith(cookies.toString())).isEqualTo("ada");
    }

    @Test
    void a_logout_ends_every_session_that_the_browser_has_an_id_of() throws Exception {
        logIn();
        Browser second = newBrowser();
        second.get("/login");
        String both = "Cookie: session=" + browser.sessionId() + "; session=" + second.sessionId();

        openRaw("/logout", both);

        assertThat(userSeenWith(both)).isEqualTo("nobody");
        assertThat(second.get("/user").body()).isEqualTo("nobody");
    }

    @Test
    void a_cookie_in_a_foreign_format_was_requested_but_is_not_valid() throws Exception {
        app.page(
                "/requested",
                (request, response) -> response.getWriter()
                        .print(request.getRequestedSessionId() + " " + request.isRequestedSessionIdValid() + " "
                                + request.isRequestedSessionIdFromCookie()));
        browser.with("session", "A1B2.node0");

        assertThat(open("/requested")).isEqualTo("A1B2.node0 false true");
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void behind_a_proxy_that_ends_tls_unnoticed_the_remedy_is_said_once() {
        ProxyWarning warning = new ProxyWarning();
        app.page("/page", (request, response) -> {
            CookieOptions secure = CookieOptions.builder().secure(true).build();
            assertThat(warning.warning(request, secure)).isEmpty();
            String remedy =
                    switch (container) {
                        case TOMCAT_11, TOMCAT_10_1 -> "RemoteIpValve";
                        case JETTY_12_1, JETTY_12_0 -> "ForwardedRequestCustomizer";
                        case UNDERTOW_2_3 -> "proxy-address-forwarding";
                    };
            assertThat(warning.warning(request, CookieOptions.DEFAULTS).orElse("nothing said"))
                    .contains("the session's cookie is not Secure", remedy, "session_secure: true");
            assertThat(warning.warning(request, CookieOptions.DEFAULTS)).isEmpty();
        });

        assertThat(browser.get("/page", "Forwarded", "for=192.0.2.1;proto=https")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void a_request_without_a_proxy_gives_no_warning() {
        app.page(
                "/page",
                (request, response) -> assertThat(new ProxyWarning().warning(request, CookieOptions.DEFAULTS))
                        .isEmpty());

        open("/page");
        assertThat(browser.get("/page", "X-Forwarded-Ssl", "off").status()).isEqualTo(200);
    }

    @Test
    @Timeout(60)
    void a_header_is_read_in_time_that_grows_with_its_length_alone() {
        CookieCandidates candidates = new CookieCandidates("session");

        candidates.add(";".repeat(8 << 20));
        candidates.add("session;".repeat(1 << 20));
        candidates.add(" ".repeat(8 << 20) + "session=" + "a".repeat(40));

        assertThat(candidates.values()).containsExactly("a".repeat(40));
    }

    @Test
    void an_end_ends_the_containers_own_session_too() {
        app.page("/both", (request, response) -> {
            HttpServletRequest containers = (HttpServletRequest) ((HttpServletRequestWrapper) request).getRequest();
            containers.getSession().setAttribute("form login", "ada");
            request.getSession().setAttribute("user", "ada");
        });
        app.page("/containers", (request, response) -> {
            HttpServletRequest containers = (HttpServletRequest) ((HttpServletRequestWrapper) request).getRequest();
            response.getWriter().print(containers.getSession(false) == null);
        });
        open("/both");
        assertThat(open("/containers")).isEqualTo("false");

        open("/logout");

        assertThat(open("/containers")).isEqualTo("true");
    }

    @Test
    void several_cookie_headers_are_read() throws Exception {
        logIn();

        assertThat(userSeenWith("Cookie: theme=dark", "Cookie: session=" + browser.sessionId(), "Cookie: a=b"))
                .isEqualTo("ada");
    }

    @Test
    void of_several_cookies_of_the_name_the_one_that_is_a_session_counts() throws Exception {
        logIn();
        String id = browser.sessionId();

        assertThat(userSeenWith("Cookie: session=rubbish; session=" + "a".repeat(40) + "; session=" + id))
                .isEqualTo("ada");
        assertThat(store.calls()).containsExactly("find", "find");
    }

    @Test
    void the_first_of_several_sessions_counts() throws Exception {
        logIn();
        String first = browser.sessionId();
        browser = newBrowser();
        app.page("/login-bob", (request, response) -> request.getSession().setAttribute("user", "bob"));
        open("/login-bob");

        assertThat(userSeenWith("Cookie: session=" + browser.sessionId() + "; session=" + first))
                .isEqualTo("bob");
    }

    @Test
    void a_browser_cannot_make_the_store_work_without_bound() throws Exception {
        StringBuilder cookies = new StringBuilder("Cookie: a=b");
        for (int i = 0; i < 50; i++) {
            cookies.append("; session=").append(String.format("%040d", i));
        }

        assertThat(userSeenWith(cookies.toString())).isEqualTo("nobody");

        assertThat(store.calls()).hasSize(2 * CookieCandidates.MOST).containsOnly("find");
    }

    @Test
    void a_quoted_value_is_read() throws Exception {
        logIn();

        assertThat(userSeenWith("Cookie: session=\"" + browser.sessionId() + "\""))
                .isEqualTo("ada");
    }

    @Test
    void junk_in_other_cookies_does_no_harm() throws Exception {
        logIn();

        String beyondAscii =
                container == TestedContainer.UNDERTOW_2_3 ? "" : "é=ü; "; // which answers 500 before any filter
        assertThat(userSeenWith("Cookie: ;;=; a b=c d; {\"x\":1,\"y\":\"z\"}; =; " + beyondAscii + "sessio n=1;session="
                        + browser.sessionId() + "; Session=other; q=\"unfinished"))
                .isEqualTo("ada");
    }

    @Test
    void what_is_no_id_is_no_id_and_the_store_is_not_asked() {
        String handle = "s." + "a".repeat(22);
        for (String junk :
                List.of("", "\"\"", "\"", "x", "../../etc/passwd", "a".repeat(39), "a".repeat(200), handle)) {
            browser.with("session", junk);
            assertThat(open("/user")).as(junk).isEqualTo("nobody");
        }
        assertThat(store.calls()).isEmpty();
    }

    @Test
    void the_case_of_name_and_id_matters() throws Exception {
        logIn();
        String id = browser.sessionId();

        assertThat(userSeenWith("Cookie: Session=" + id)).isEqualTo("nobody");
        assertThat(userSeenWith("Cookie: session=" + id.toUpperCase(Locale.ROOT)))
                .isEqualTo("nobody");
        assertThat(userSeenWith("Cookie: session=" + id)).isEqualTo("ada");
    }

    @Test
    void the_case_of_an_id_matters_on_one_connection_too() {
        logIn();
        Browser other = newBrowser();

        for (String id : List.of("x", "X", browser.sessionId().toLowerCase(Locale.ROOT))) {
            assertThat(other.with("session", id).get("/user").body()).isEqualTo("nobody");
            assertThat(open("/user")).isEqualTo("ada");
        }
    }

    @Test
    void ids_never_stand_in_urls() {
        app.page("/link", (request, response) -> {
            request.getSession().setAttribute("n", 1);
            response.getWriter().print(response.encodeURL("/a?b=c") + " " + response.encodeRedirectURL("/d"));
        });

        assertThat(open("/link")).isEqualTo("/a?b=c /d");
    }

    @Test
    void an_id_in_the_url_is_no_id() {
        logIn();
        String id = browser.sessionId();

        assertThat(newBrowser().get("/user;jsessionid=" + id).body()).isEqualTo("nobody");
        assertThat(newBrowser().get("/user;session=" + id).body()).isEqualTo("nobody");
    }

    @Test
    void the_request_tells_where_the_id_came_from() {
        assertThat(open("/requested")).isEqualTo("null false false");
        logIn();
        assertThat(open("/requested")).isEqualTo(browser.sessionId() + " true false");
    }

    private String userSeenWith(String... headers) throws Exception {
        store.forgetCalls();
        return openRaw("/user", headers);
    }

    /** With headers that no well-behaved client sends. */
    private String openRaw(String path, String... headers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + String.join("\r\n", headers) + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            assertThat(answer).startsWith("HTTP/1.1 200");
            return answer.substring(answer.indexOf("\r\n\r\n") + 4);
        }
    }
}
