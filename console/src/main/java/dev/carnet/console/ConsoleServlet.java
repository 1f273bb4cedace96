package dev.carnet.console;

import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.audit.AuditListener;
import dev.carnet.audit.AuditTrail;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.SessionException;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.text.Printable;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The console, for any container of Jakarta Servlet 6.0 or 6.1: what sessions there are, and an end to them. Map it to a path
 * and all below it, such as {@code /carnet/*}. Works on every store; reads figures only while somebody looks. Thread-safe.
 *
 * <pre>{@code
 * ConsoleServlet console = ConsoleServlet.builder(engine).role("OPERATOR").configuration(config).build();
 * context.addServlet("console", console).addMapping("/carnet/*");
 * }</pre>
 *
 * <p>It lets in the application's users who have a role ({@link Builder#role}), or whoever knows a token ({@link
 * Builder#token}); one of both must be given. The pages load nothing from elsewhere, show no id and no key, and mask attributes
 * whose names sound like secrets. Whatever is done to sessions, and each look into one, is one
 * line of the logger {@link AuditTrail#LOGGER}.
 */
public final class ConsoleServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleServlet.class);

    private static final String POLICY = String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'");

    private final transient Gate gate;
    private final transient ConsoleRoutes routes;
    private final transient FormFields hidden;
    private final transient Assets assets = new Assets();

    private ConsoleServlet(Gate gate, ConsoleRoutes routes, FormFields hidden) {
        this.gate = gate;
        this.routes = routes;
        this.hidden = hidden;
    }

    /** For an application: sessions that are ended here are told to the engine's listeners. The engine stays the caller's. */
    public static Builder builder(SessionEngine engine) {
        return new Builder(engine.store(), engine.sessions(), engine.options());
    }

    /**
     * For a tool beside the application. The store stays the caller's to close.
     *
     * @param options that the sessions are kept by
     */
    public static Builder builder(SessionStore store, SessionOptions options) {
        return new Builder(store, SessionDirectory.over(store, options), options);
    }

    /** A token for {@link Builder#token}: 32 characters, 192 random bits. */
    public static String newToken() {
        return RandomText.next();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        secure(response);
        Exchange stranger = new Exchange(request, response, null, hidden);
        String path = request.getPathInfo() == null ? request.getServletPath() : request.getPathInfo();
        try {
            gate.checkOrigin(request);
            boolean isGet =
                    request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
            if (isGet && assets.send(path, response)) {
                return;
            }
            if (request.getPathInfo() == null && !request.getServletPath().equals("/")) {
                // The console's path without the slash: its links would miss it.
                response.sendRedirect(request.getContextPath() + request.getServletPath() + "/");
                return;
            }
            answer(path, stranger);
        } catch (RefusedRequestException e) {
            error(stranger, e.status(), e.text());
        } catch (SessionException e) {
            LOG.warn("The console could not do {} {}", request.getMethod(), Printable.name(path), e);
            error(stranger, 503, "The store failed: " + Printable.line(String.valueOf(e.getMessage())));
        } catch (RuntimeException e) {
            LOG.error("The console failed at {} {}", request.getMethod(), Printable.name(path), e);
            error(stranger, 500, "The console itself failed. See the application's log.");
        }
    }

    private static void secure(HttpServletResponse response) {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        // Not no-referrer: that turns the Origin of this page's own forms into "null" (Fetch Standard, "Origin
        // header").
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
    }

    private void answer(String path, Exchange stranger) throws IOException {
        HttpServletRequest request = stranger.request();
        Optional<Login> login = gate.login(request, stranger.response());
        if (login.isEmpty()) {
            letIn(path, stranger);
            return;
        }
        Exchange exchange = new Exchange(request, stranger.response(), login.get(), hidden);
        if (request.getMethod().equals("POST")) {
            gate.checkForm(request, login.get());
        }
        if (request.getMethod().equals("POST") && path.equals("/logout")) {
            gate.logOut(exchange);
            return;
        }
        try {
            routes.find(request.getMethod(), path).handle(exchange);
        } catch (RefusedRequestException e) {
            error(exchange, e.status(), e.text());
        }
    }

    private void letIn(String path, Exchange stranger) throws IOException {
        if (!gate.asksForToken()) {
            throw new RefusedRequestException(
                    403, "Only the application's operators may use the console. Log in as one of them.");
        }
        if (stranger.request().getMethod().equals("POST") && path.equals("/login")) {
            gate.logIn(stranger);
        } else if (path.endsWith(".json")) {
            throw new RefusedRequestException(401, "Log in first.");
        } else {
            gate.showLogin(stranger, "");
        }
    }

    private static void error(Exchange exchange, int status, String text) throws IOException {
        exchange.page(status, "error", new ErrorPage(status, text));
    }

    /** What an error page shows. */
    record ErrorPage(int status, String text) {}

    @Override
    public void init() {
        ConsoleHtml.warmUp();
    }

    /** Stops reading figures, and what is being done. */
    @Override
    public void destroy() {
        routes.close();
    }

    /** What the console works on and whom it lets in. Not thread-safe. */
    public static final class Builder {
        private static final int SHORTEST_TOKEN = 16;

        private final SessionStore store;
        private final SessionDirectory sessions;
        private final SessionOptions options;
        private final List<String> masked = new ArrayList<>();
        private final List<AuditListener> listeners = new ArrayList<>();
        private @Nullable String token;
        private @Nullable String role;
        private @Nullable CarnetConfig config;
        private FormFields hidden = FormFields.NONE;
        private boolean loopbackOnly;
        private InstantSource clock = InstantSource.system();

        private Builder(SessionStore store, SessionDirectory sessions, SessionOptions options) {
            this.store = store;
            this.sessions = sessions;
            this.options = options;
        }

        /**
         * Lets in whoever gives this token.
         *
         * @param value at least 16 characters, such as {@link #newToken} makes
         * @throws IllegalArgumentException if it is shorter
         */
        public Builder token(String value) {
            if (value.length() < SHORTEST_TOKEN) {
                throw new IllegalArgumentException("the token is " + value.length() + " characters; at least "
                        + SHORTEST_TOKEN + " are required, so that nobody can guess it");
            }
            token = value;
            return this;
        }

        /** Lets in the container's users for whom {@code HttpServletRequest.isUserInRole} says yes, and nobody else. */
        public Builder role(String value) {
            role = value;
            return this;
        }

        /** The configuration to show, secrets masked. Without, the console shows what the store says of itself. */
        public Builder configuration(CarnetConfig value) {
            config = value;
            return this;
        }

        /**
         * More attributes to mask: those whose names contain one of these texts, at any depth. Masked in any case are names with
         * {@code pass}, {@code secret}, {@code token}, {@code card} and {@code cvv}.
         */
        public Builder mask(Collection<String> namesContain) {
            masked.addAll(namesContain);
            return this;
        }

        /**
         * Whether requests must name this machine itself in their {@code Host} header, against DNS rebinding: for a server that
         * listens on the loopback address, without a proxy before it. Default is false.
         */
        public Builder loopbackOnly(boolean value) {
            loopbackOnly = value;
            return this;
        }

        /** What each form carries for a filter of the application's, beside the console's own token; default is nothing. */
        public Builder formFields(FormFields value) {
            hidden = value;
            return this;
        }

        /** Told each action, beside the log. */
        public Builder auditListener(AuditListener value) {
            listeners.add(value);
            return this;
        }

        /** Where the time comes from; default is the system's clock. */
        public Builder clock(InstantSource value) {
            clock = value;
            return this;
        }

        /**
         * The servlet.
         *
         * @throws IllegalStateException if neither a token nor a role says whom it lets in
         */
        public ConsoleServlet build() {
            if (token == null && role == null) {
                throw new IllegalStateException("nobody could use the console: configure a token or a role");
            }
            AuditTrail trail = new AuditTrail("console", store.traits().name(), clock, listeners);
            ConsoleStore console = new ConsoleStore(store, sessions, options, clock, trail);
            Gate gate = new Gate(role == null ? token : null, role, loopbackOnly, clock);
            return new ConsoleServlet(gate, ConsoleRoutes.of(console, new Masks(masked), config), hidden);
        }
    }
}
