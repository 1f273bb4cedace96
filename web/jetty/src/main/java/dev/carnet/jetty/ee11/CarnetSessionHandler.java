package dev.carnet.jetty.ee11;

import dev.carnet.SessionEngine;
import dev.carnet.config.CarnetConfig;
import dev.carnet.jetty.CarnetSessions;
import dev.carnet.jetty.NoTimer;
import jakarta.servlet.SessionTrackingMode;
import java.util.EnumSet;
import java.util.function.Consumer;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.SessionHandler;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.NullSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionInactivityTimer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of a web application of Jakarta EE 11 in Carnet. The application's FORM login, listeners, beans and
 * {@code <session-config>} work as before, and every node sees the same session.
 *
 * <pre>{@code
 * CarnetSessionHandler sessions = new CarnetSessionHandler();
 * sessions.setConfig("carnet.yml");
 * context.setSessionHandler(sessions);
 * }</pre>
 *
 * <p>Ids appear in URLs only if the application configures it ({@code <tracking-mode>URL</tracking-mode>}). Two requests hold
 * separate copies of a session.
 */
public class CarnetSessionHandler extends SessionHandler {
    private final CarnetSessions sessions = new CarnetSessions(this);
    private final NoTimer timer;

    public CarnetSessionHandler() {
        setSessionTrackingModes(EnumSet.of(SessionTrackingMode.COOKIE));
        NullSessionCache unused = new NullSessionCache(this);
        unused.setSessionDataStore(new NullSessionDataStore());
        setSessionCache(unused);
        timer = new NoTimer(this);
    }

    /** Sets the configuration file; see {@link CarnetConfig#load}. */
    public void setConfig(String file) {
        sessions.setConfigFile(file);
    }

    /** Sets the configuration, instead of a file. */
    public void setConfiguration(CarnetConfig config) {
        sessions.setConfig(config);
    }

    /**
     * Sets the application's name among those that share the store. The default is its context path, and its virtual host
     * if it has one. An empty name shares its sessions with all of them.
     */
    public void setScope(String scope) {
        sessions.setScope(scope);
    }

    /** Adds settings of the engine, such as listeners. */
    public void setCustomizer(Consumer<SessionEngine.Builder> customizer) {
        sessions.setCustomizer(customizer);
    }

    /** The engine that manages the sessions, available from start to stop. */
    public SessionEngine getEngine() {
        return sessions.engine();
    }

    /** {@inheritDoc} Takes effect if Carnet's configuration has the default timeout. */
    @Override
    public void setMaxInactiveInterval(int seconds) {
        super.setMaxInactiveInterval(seconds);
        sessions.chooseTimeout();
    }

    @Override
    public void doStart() throws Exception {
        ServletContextHandler context = ServletContextHandler.getCurrentServletContextHandler();
        String host = context == null || context.getVirtualHosts().isEmpty()
                ? null
                : context.getVirtualHosts().get(0);
        super.doStart();
        sessions.openWith(
                context == null ? null : context::addEventListener,
                context == null ? null : context.getContextPath(),
                host);
    }

    @Override
    protected void doStop() throws Exception {
        try {
            super.doStop();
        } finally {
            sessions.close();
        }
    }

    @Override
    protected void addSessionStreamWrapper(Request request) {
        sessions.watch(request);
    }

    @Override
    protected RequestedSession resolveRequestedSessionId(Request request) {
        return sessions.requested(request);
    }

    @Override
    public void newSession(Request request, @Nullable String requestedId, Consumer<ManagedSession> consumer) {
        sessions.begin(request, consumer);
    }

    /** Returns null, because a session belongs to a request and is not found by id alone. */
    @Override
    public @Nullable ManagedSession getManagedSession(String id) {
        return null;
    }

    /** Returns null, because the cookie is sent with the response, with the stored id. */
    @Override
    public @Nullable HttpCookie getSessionCookie(ManagedSession session, boolean requestIsSecure) {
        return null;
    }

    /** Does nothing: sessions of other contexts are independent. */
    @Override
    public void invalidate(String id) {}

    @Override
    public boolean isIdInUse(String id) {
        return false;
    }

    /** Does nothing: the engine sweeps. */
    @Override
    public void scavenge() {}

    @Override
    public SessionInactivityTimer newSessionInactivityTimer(ManagedSession session) {
        return timer;
    }
}
