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
 * The sessions of a web application of Jakarta EE 11 over Carnet: the application's FORM login, listeners, beans and {@code
 * <session-config>} work as before, and every node sees the same session.
 *
 * <pre>{@code
 * CarnetSessionHandler sessions = new CarnetSessionHandler();
 * sessions.setConfig("carnet.yml");
 * context.setSessionHandler(sessions);
 * }</pre>
 *
 * <p>Ids stand in URLs only if the application asks for that itself ({@code <tracking-mode>URL</tracking-mode>}). Two requests
 * hold separate copies of a session.
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

    /** The file that configures the sessions, see {@link CarnetConfig#load}. */
    public void setConfig(String file) {
        sessions.setConfigFile(file);
    }

    /** What configures the sessions, in place of a file. */
    public void setConfiguration(CarnetConfig config) {
        sessions.setConfig(config);
    }

    /**
     * The application's name among those that share the store; default is its context path, and its virtual host if it has
     * one. Empty shares its sessions with all of them.
     */
    public void setScope(String scope) {
        sessions.setScope(scope);
    }

    /** Takes more to tell the engine, such as listeners. */
    public void setCustomizer(Consumer<SessionEngine.Builder> customizer) {
        sessions.setCustomizer(customizer);
    }

    /** The engine that keeps the sessions, from start to stop. */
    public SessionEngine getEngine() {
        return sessions.engine();
    }

    /** {@inheritDoc} Counts where Carnet's configuration names no other timeout than its default. */
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

    /** None by id alone: a session is a request's. */
    @Override
    public @Nullable ManagedSession getManagedSession(String id) {
        return null;
    }

    /** None: the cookie is sent when the response goes out, with the id that is stored. */
    @Override
    public @Nullable HttpCookie getSessionCookie(ManagedSession session, boolean requestIsSecure) {
        return null;
    }

    /** Nothing: the sessions of other contexts are theirs. */
    @Override
    public void invalidate(String id) {}

    @Override
    public boolean isIdInUse(String id) {
        return false;
    }

    /** Nothing: the engine sweeps. */
    @Override
    public void scavenge() {}

    @Override
    public SessionInactivityTimer newSessionInactivityTimer(ManagedSession session) {
        return timer;
    }
}
