package dev.carnet.servlet;

import dev.carnet.config.CookieOptions;
import dev.carnet.options.SessionOptions;
import dev.carnet.web.SessionScopedBeans;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionTrackingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EventListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a filter takes over from the container's own sessions when it begins, and what it cannot: that is logged, once and by
 * name.
 */
final class Takeover {
    private static final Logger LOG = LoggerFactory.getLogger(SessionFilter.class);

    private final ServletContext context;
    private final SessionOptions options;
    private final List<String> cannot = new ArrayList<>();

    private Takeover(ServletContext context, SessionOptions options) {
        this.context = context;
        this.options = options;
    }

    static Takeover of(ServletContext context, SessionOptions options) {
        return new Takeover(context, options);
    }

    /** Takes over what can be, and logs the rest. */
    WebSessions apply(WebSessions sessions) {
        Optional<ContainerFacts> facts = ContainerFacts.of(context);
        SessionListeners listeners =
                facts.isPresent() ? withContainers(sessions.listeners(), facts.get()) : sessions.listeners();
        if (facts.isEmpty()) {
            cannot.add("session listeners registered with this container are not called: register them with"
                    + " SessionFilter.builder(...).listener(...)");
        }
        boolean besideContainers = saysWhatStaysWithContainer(facts.map(ContainerFacts::loginMethod));
        WebSessions taken = new WebSessions(
                sessions.engine(),
                resolver(sessions.resolver(), besideContainers),
                listeners,
                sessions.context(),
                sessions.stateless(),
                timeout());
        if (facts.filter(ContainerFacts::upgradesFirst).isPresent()) {
            cannot.add("WebSocket handshakes do not pass through the filter, so endpoints see the container's own"
                    + " session: map Jetty's WebSocketUpgradeFilter after it");
        }
        checkTracking();
        cannot.forEach(each -> LOG.warn("{}: {}", name(), each));
        return taken;
    }

    /** Whether the container goes on with sessions of its own, which need a cookie of their own. */
    private boolean saysWhatStaysWithContainer(Optional<String> loginMethod) {
        boolean form = loginMethod.filter("FORM"::equals).isPresent();
        if (form) {
            cannot.add("FORM login is kept in the container's own session: it ends at a restart and is not shared"
                    + " between servers");
        }
        List<String> beans = SessionScopedBeans.names();
        if (!beans.isEmpty()) {
            cannot.add("@SessionScoped beans are kept in the container's own session: " + String.join(", ", beans));
        }
        return form || !beans.isEmpty();
    }

    /** What cannot be taken over; after {@link #apply}. */
    List<String> cannot() {
        return List.copyOf(cannot);
    }

    private String name() {
        String path = context.getContextPath();
        return "web application " + (path.isEmpty() ? "/" : path);
    }

    private SessionListeners withContainers(SessionListeners given, ContainerFacts facts) {
        List<EventListener> more = given.withoutThose(facts.listeners());
        if (!more.isEmpty()) {
            LOG.info("{}: also calls the container's session listeners: {}", name(), classNames(more));
        }
        return given.with(more);
    }

    private static String classNames(Collection<?> objects) {
        return objects.stream().map(each -> each.getClass().getName()).collect(Collectors.joining(", "));
    }

    private SessionIdResolver resolver(SessionIdResolver given, boolean besideContainers) {
        if (!(given instanceof CookieSessionIdResolver cookies)) {
            return given;
        }
        try {
            CookieOptions taken = SessionConfig.cookie(cookies.options(), context);
            String containers = SessionConfig.cookieName(context);
            if (!besideContainers || !containers.equals(taken.name())) {
                return cookies.with(taken);
            }
            if (containers.equals(cookies.options().name())) {
                cannot.add("Carnet's cookie is named " + containers
                        + ", like the container's, which overwrites it; choose another session_name");
                return cookies.with(taken);
            }
            cannot.add("the cookie's name " + containers + " stays the container's, for its own session");
            return cookies.with(SessionConfig.named(taken, cookies.options().name()));
        } catch (IllegalArgumentException e) {
            cannot.add("the application's <cookie-config> is not used: " + e.getMessage());
            return given;
        } catch (RuntimeException without) {
            LOG.debug("the container has no sessions, and no configuration for them", without);
            return given;
        }
    }

    private @Nullable Duration timeout() {
        Duration timeout = timeoutOfApplication();
        if (timeout == null || timeout.equals(options.maxIdle())) {
            return null;
        }
        if (!Objects.equals(options.maxIdle(), SessionOptions.DEFAULTS.maxIdle())) {
            cannot.add("the application's <session-timeout> of " + timeout.toMinutes()
                    + " minutes is overridden by Carnet's session_duration");
            return null;
        }
        return timeout;
    }

    private @Nullable Duration timeoutOfApplication() {
        try {
            return SessionConfig.timeout(context);
        } catch (RuntimeException without) {
            LOG.debug("the container has no sessions, and no timeout for them", without);
            return null;
        }
    }

    private void checkTracking() {
        Set<SessionTrackingMode> modes = context.getEffectiveSessionTrackingModes();
        if (modes != null
                && modes.contains(SessionTrackingMode.URL)
                && !modes.equals(context.getDefaultSessionTrackingModes())) {
            cannot.add("tracking by URL is configured, but ids never appear in URLs: browsers without cookies have no"
                    + " session");
        }
    }
}
