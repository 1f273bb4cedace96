package dev.carnet.jetty;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.config.CookieOptions;
import dev.carnet.error.ConfigurationException;
import dev.carnet.web.ApplicationSessions;
import dev.carnet.web.cdi.SessionBeans;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EventListener;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.AbstractSessionManager;
import org.eclipse.jetty.session.ManagedSession;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sessions of one web application: the work that its session handler, of any version of Jakarta EE, delegates to Carnet.
 * Configure it before the handler starts; after that it is thread-safe.
 */
public final class CarnetSessions {
    private static final Logger LOG = LoggerFactory.getLogger(CarnetSessions.class);

    /** The prefix of the request attribute that holds the {@link JettyRequest}; the context path follows. */
    private static final String REQUESTS = JettyRequest.class.getName() + ":";

    private final AbstractSessionManager manager;

    private @Nullable CarnetConfig config;
    private @Nullable String configFile;
    private @Nullable String scope;
    private boolean hasChosenTimeout;
    private Consumer<SessionEngine.Builder> customizer = engine -> {};

    private volatile @Nullable CarnetConfig opened;
    private volatile @Nullable ApplicationSessions open;
    private volatile String contextPath = "";

    /** @param manager the application's session handler */
    public CarnetSessions(AbstractSessionManager manager) {
        this.manager = manager;
    }

    /** Sets the configuration file, relative to the process's working directory, which is {@code jetty.base}. */
    public void setConfigFile(String file) {
        configFile = file;
    }

    /** Sets the configuration, instead of a file. */
    public void setConfig(CarnetConfig value) {
        config = value;
    }

    /** Sets the application's name among those that share the store; an empty name shares its sessions with all of them. */
    public void setScope(String value) {
        scope = value;
    }

    /** Adds settings of the engine, such as listeners. */
    public void setCustomizer(Consumer<SessionEngine.Builder> value) {
        customizer = value;
    }

    /** Notes that the application sets its own idle timeout. */
    public void chooseTimeout() {
        hasChosenTimeout = true;
    }

    /**
     * Opens the store after the application has started its own parts, including CDI.
     *
     * @param context registers a listener with the application; null if there is none, and the store is opened at once
     * @param path the application's context path
     */
    public void openWith(
            @Nullable Consumer<EventListener> context, @Nullable String path, @Nullable String virtualHost) {
        contextPath = path == null || path.equals("/") ? "" : path;
        CarnetConfig found = requireServed(config());
        String chosen = scope == null ? ApplicationSessions.scope(found, virtualHost, name()) : scope;
        applyCookie(found.cookie());
        if (context == null) {
            open(found, chosen);
            return;
        }
        context.accept(new ServletContextListener() {
            @Override
            public void contextInitialized(ServletContextEvent event) {
                open(found, chosen);
            }
        });
    }

    private void open(CarnetConfig found, String scope) {
        Optional<SessionBeans> beans = SessionBeans.of(application(), found.allowed());
        opened = found;
        open = ApplicationSessions.open(found, scope.isEmpty() ? null : scope, options -> options, engine -> {
            beans.ifPresent(each -> engine.allow(each.allow(found.allowed())));
            engine.transients(SessionBeans.transients()).listener(new ExpiryTeller(this));
            customizer.accept(engine);
        });
        LOG.info(
                "the sessions of {} are in {}{}",
                contextPath.isEmpty() ? "the root application" : contextPath,
                found.session(),
                scope.isEmpty() ? "" : ", session_scope: " + scope);
    }

    private String name() {
        return contextPath.isEmpty() ? "ROOT" : contextPath.substring(1);
    }

    private CarnetConfig config() {
        CarnetConfig given = config;
        if (given != null) {
            return given;
        }
        String file = configFile;
        if (file == null) {
            throw new ConfigurationException("the session handler of the web application " + name()
                    + " has no configuration; set its config to a file such as carnet.yml, or its"
                    + " configuration in code");
        }
        Path path = Path.of(file);
        if (!Files.exists(path)) {
            throw new ConfigurationException("there is no file " + path.toAbsolutePath()
                    + "; it is named by the session handler's config, or in jetty.base by carnet.config, whose"
                    + " default is carnet.yml");
        }
        return ApplicationSessions.read(application(), () -> CarnetConfig.load(path));
    }

    private static ClassLoader application() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return ofThread == null ? CarnetSessions.class.getClassLoader() : ofThread;
    }

    private static CarnetConfig requireServed(CarnetConfig config) {
        if (config.web().idHeader() != null) {
            throw new ConfigurationException("Jetty sends the session id in a cookie or, if the application asks"
                    + " for it, in URLs, but not in a header: remove session_id_header, or use the servlet filter");
        }
        return config;
    }

    /** Applies the configured settings over those of the application's {@code <cookie-config>}, which stay otherwise. */
    private void applyCookie(CookieOptions cookie) {
        if (cookie.name() != null) {
            manager.setSessionCookie(cookie.name());
        }
        if (cookie.domain() != null) {
            manager.setSessionDomain(cookie.domain());
        }
        if (!cookie.path().equals(CookieOptions.DEFAULTS.path())) {
            manager.setSessionPath(cookie.path());
        }
        Duration maxAge = cookie.maxAge();
        if (maxAge != null) {
            manager.setMaxCookieAge((int) maxAge.toSeconds());
        }
        if (cookie.secure() != null) {
            manager.setSecureCookies(cookie.secure());
            manager.setSecureRequestOnly(cookie.secure());
        }
        manager.setHttpOnly(cookie.httpOnly());
        if (cookie.sameSite() != CookieOptions.DEFAULTS.sameSite() || manager.getSameSite() == null) {
            manager.setSameSite(HttpCookie.SameSite.from(cookie.sameSite().spelling()));
        }
        if (cookie.partitioned()) {
            manager.setPartitioned(true);
        }
    }

    /** Closes the store. Stored sessions stay. */
    public void close() {
        ApplicationSessions closing = open;
        open = null;
        opened = null;
        if (closing != null) {
            closing.close();
        }
    }

    /** The engine that manages the sessions. */
    public SessionEngine engine() {
        return sessions().engine();
    }

    ApplicationSessions sessions() {
        ApplicationSessions now = open;
        if (now == null) {
            throw new IllegalStateException("the session handler has not started, or has stopped");
        }
        return now;
    }

    AbstractSessionManager manager() {
        return manager;
    }

    /** Intercepts the response of a request, so that nothing is sent before the session is stored. */
    public void watch(Request request) {
        JettyRequest watched = new JettyRequest(this, request);
        request.setAttribute(attribute(), watched);
        request.addHttpStreamWrapper(stream -> new StoringStream(stream, watched));
    }

    private String attribute() {
        return REQUESTS + contextPath;
    }

    private JettyRequest watched(Request request) {
        return (JettyRequest) Objects.requireNonNull(
                request.getAttribute(attribute()), "the request has not passed through the session handler");
    }

    /** The session that the browser requested. Does not read the store, unless the browser sent several ids. */
    public AbstractSessionManager.RequestedSession requested(Request request) {
        JettyRequest watched = watched(request);
        SentIds ids = SentIds.of(request, manager);
        if (ids.values().isEmpty()) {
            return RequestedSessions.NONE;
        }
        JettySession asked = watched.ask(ids);
        return RequestedSessions.of(asked, watched.requestedId(), ids.isFromCookie(watched.requestedId()));
    }

    /** Begins a new session. */
    public void begin(Request request, Consumer<ManagedSession> consumer) {
        JettySession session = watched(request).begin();
        consumer.accept(session);
        manager.onSessionCreated(session);
    }

    Session newSession(dev.carnet.web.RequestedSession request) {
        Session session = request.create();
        if (hasChosenTimeout) {
            session.setMaxIdle(ApplicationSessions.idleTimeout(
                    Objects.requireNonNull(opened), Duration.ofSeconds(manager.getMaxInactiveInterval())));
        }
        return session;
    }
}
