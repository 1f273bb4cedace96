package dev.carnet.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in who has the token, or the application's own user with a role; and lets through what comes from the console's own
 * pages. Thread-safe.
 */
final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    private static final String COOKIE = "carnet_console_";
    private static final Set<String> READING = Set.of("GET", "HEAD");

    private final Logins logins;
    private final @Nullable TokenCheck token;
    private final @Nullable String role;
    private final boolean loopbackOnly;

    Gate(@Nullable String token, @Nullable String role, boolean loopbackOnly, InstantSource clock) {
        this.logins = new Logins(clock);
        this.token = token == null ? null : new TokenCheck(token, clock);
        this.role = role;
        this.loopbackOnly = loopbackOnly;
    }

    /** Refuses what no page of the console can have sent. */
    void checkOrigin(HttpServletRequest request) {
        if (loopbackOnly && !RequestOrigin.isForLoopback(request)) {
            throw new RefusedRequestException(
                    421,
                    "The console accepts requests for localhost, 127.0.0.1 and [::1] only. Open it under one of"
                            + " these names.");
        }
        if (!READING.contains(request.getMethod()) && !RequestOrigin.isOwn(request)) {
            throw new RefusedRequestException(403, "This request was sent by a page of another site.");
        }
    }

    /** Refuses a form without the synchronizer token of this login. */
    void checkForm(HttpServletRequest request, Login login) {
        String given = request.getParameter("csrf");
        if (given == null || !RandomText.equal(login.csrf(), given)) {
            throw new RefusedRequestException(
                    403, "This form belongs to another login. Go back, reload the page and try again.");
        }
    }

    /** Who sent a request; empty if nobody who may. */
    Optional<Login> login(HttpServletRequest request, HttpServletResponse response) {
        Optional<Login> known = cookie(request).flatMap(logins::find);
        if (role == null) {
            return known;
        }
        Principal user = request.getUserPrincipal();
        if (user == null || !request.isUserInRole(role)) {
            return Optional.empty();
        }
        return known.filter(each -> each.who().equals(user.getName()))
                .or(() -> Optional.of(begin(user.getName(), request, response)));
    }

    /** Whether a login page helps. */
    boolean asksForToken() {
        return token != null;
    }

    void showLogin(Exchange exchange, String problem) throws IOException {
        exchange.page(problem.isEmpty() ? 200 : 403, "login", new LoginPage(problem));
    }

    /** What the login page shows; {@code problem} is empty at first. */
    record LoginPage(String problem) {}

    /** Takes the token and gives a cookie for it. */
    void logIn(Exchange exchange) throws IOException {
        String from = exchange.request().getRemoteAddr();
        if (token == null || !token.isRight(exchange.field("token"))) {
            LOG.warn("The console refused a wrong token from {}", from);
            showLogin(exchange, "This token is wrong. The token was printed when the console was started.");
            return;
        }
        Login unused = begin("token", exchange.request(), exchange.response());
        LOG.info("The console was opened with its token from {}", from);
        exchange.seeOther("/");
    }

    void logOut(Exchange exchange) {
        logins.end(exchange.login());
        setCookie(exchange.request(), exchange.response(), "", 0);
        exchange.seeOther("/");
    }

    private Login begin(String who, HttpServletRequest request, HttpServletResponse response) {
        Login login = logins.begin(who, role == null);
        setCookie(request, response, login.id(), -1);
        return login;
    }

    private static void setCookie(HttpServletRequest request, HttpServletResponse response, String value, int maxAge) {
        Cookie cookie = new Cookie(name(request), value);
        cookie.setHttpOnly(true);
        cookie.setSecure(request.isSecure());
        cookie.setPath(Exchange.base(request) + "/");
        cookie.setAttribute("SameSite", "Strict");
        cookie.setMaxAge(maxAge);
        response.addCookie(cookie);
    }

    /** Browsers share cookies between the ports of a host; consoles do not. */
    private static String name(HttpServletRequest request) {
        return COOKIE + request.getServerPort();
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        String name = name(request);
        for (Cookie each : cookies == null ? new Cookie[0] : cookies) {
            if (each.getName().equals(name)) {
                return Optional.of(each.getValue());
            }
        }
        return Optional.empty();
    }
}
