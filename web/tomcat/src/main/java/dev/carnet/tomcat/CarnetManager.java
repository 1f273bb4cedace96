package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.config.CarnetConfig;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.web.ApplicationSessions;
import dev.carnet.web.cdi.SessionBeans;
import jakarta.servlet.http.HttpSessionAttributeListener;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.catalina.Context;
import org.apache.catalina.Engine;
import org.apache.catalina.Globals;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.session.ManagerBase;
import org.apache.catalina.util.ContextName;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an application's sessions in a Carnet store instead of Tomcat's own manager. The application does not change:
 *
 * <pre>{@code
 * <Context>
 *   <Manager className="dev.carnet.tomcat.CarnetManager" config="carnet.yml"/>
 * </Context>
 * }</pre>
 *
 * <p>In code:
 *
 * <pre>{@code
 * CarnetManager manager = new CarnetManager();
 * manager.configure(CarnetConfig.load(Path.of("carnet.yml")));
 * context.setManager(manager);
 * }</pre>
 *
 * <p>FORM login and {@code request.login}, CDI's session scope and the listeners of {@code web.xml} work as with Tomcat's own
 * sessions, on every node. A request costs at most one read and one write: no read without a cookie, no write without a
 * change. The session is stored before the first byte of the response is sent. If the store is down, the answer is 503,
 * never a new session.
 *
 * <p>Configure it from one thread before it starts; after that it is thread-safe.
 */
public final class CarnetManager extends ManagerBase {
    private static final Log LOG = LogFactory.getLog(CarnetManager.class);

    private @Nullable String config;
    private @Nullable String scope;
    private @Nullable CarnetConfig given;
    private Consumer<SessionEngine.Builder> more = engine -> {};
    private final ActiveSessions activeSessions = new ActiveSessions(System::nanoTime);
    private volatile @Nullable ApplicationSessions openedSessions;
    private volatile boolean tellsReplaced;

    /**
     * Sets the configuration file.
     *
     * @param value an absolute path, or one relative to {@code conf} in Tomcat's base folder; ends in {@code .yml}, {@code .yaml} or {@code .properties}
     */
    public void setConfig(String value) {
        config = value;
    }

    public @Nullable String getConfig() {
        return config;
    }

    /**
     * Sets the name that separates this application's sessions from those of other applications in the same store. The
     * default is the application's name and version, such as {@code shop##2}. An empty name shares the sessions of the
     * whole store.
     */
    public void setScope(String value) {
        scope = value;
    }

    public @Nullable String getScope() {
        return scope;
    }

    /** Sets the configuration, instead of a file. The classes that it allows are loaded by the application's class loader. */
    public void configure(CarnetConfig value) {
        given = value;
    }

    /** Adds settings of the engine, such as listeners. */
    public void customize(Consumer<SessionEngine.Builder> value) {
        more = value;
    }

    /**
     * The engine of this application, with which sessions can be found, counted and ended.
     *
     * @throws IllegalStateException if the application is not started
     */
    public SessionEngine engine() {
        return sessions().engine();
    }

    ApplicationSessions sessions() {
        ApplicationSessions open = openedSessions;
        if (open == null) {
            throw new IllegalStateException("the application is not started, so it has no sessions");
        }
        return open;
    }

    boolean tellsReplaced() {
        return tellsReplaced;
    }

    @Override
    public String getName() {
        return "CarnetManager";
    }

    /** Adds the outage valve now, so that it precedes the authenticator, which is added when the application starts. */
    @Override
    public void setContext(Context value) {
        super.setContext(value);
        value.getPipeline().addValve(new OutageValve());
    }

    @Override
    protected void startInternal() throws LifecycleException {
        super.startInternal();
        try {
            open();
        } catch (SessionException | IllegalStateException e) {
            throw new LifecycleException("the sessions of " + application() + " cannot be kept: " + e.getMessage(), e);
        }
        SessionValve.install(getContext().getParent());
        setState(LifecycleState.STARTING);
    }

    private void open() {
        String refusal = FormLogin.refusal(getContext());
        if (refusal != null) {
            throw new ConfigurationException(refusal);
        }
        ClassLoader application = getContext().getLoader().getClassLoader();
        CarnetConfig read =
                ApplicationSessions.read(application, () -> given == null ? CarnetConfig.load(file()) : given);
        Optional<SessionBeans> beans = SessionBeans.of(application, read.allowed());
        String chosen = scope == null ? defaultScope(read) : scope;
        String effective = chosen.isEmpty() ? null : chosen;
        ExpiredSessions expired = new ExpiredSessions(this);
        SessionCookieSettings.apply(read.cookie(), getContext());
        // Set before the engine is built, because the engine asks its listener which events it wants.
        tellsReplaced = Arrays.stream(getContext().getApplicationEventListeners())
                        .anyMatch(HttpSessionAttributeListener.class::isInstance)
                || !read.allowed().byName().isEmpty()
                || !read.allowed().packages().isEmpty();
        ApplicationSessions opened = ApplicationSessions.open(
                read,
                effective,
                options -> options.maxIdle(ApplicationSessions.idleTimeout(
                        read, Duration.ofMinutes(getContext().getSessionTimeout()))),
                engine -> {
                    beans.ifPresent(each -> engine.allow(each.allow(read.allowed())));
                    engine.transients(SessionBeans.transients()).listener(expired);
                    more.accept(engine);
                });
        openedSessions = opened;
        LOG.info("the sessions of " + application() + " are in " + read.session()
                + (effective == null ? "" : ", session_scope: " + effective));
    }

    /** The application's name for messages. */
    private String application() {
        String name = getContext().getName();
        return name.isEmpty() ? "the root application" : name;
    }

    private Path file() {
        if (config == null) {
            throw new ConfigurationException(
                    "the <Manager> has no configuration; add config=\"carnet.yml\" and put the file into Tomcat's"
                            + " folder conf");
        }
        Path base = Path.of(System.getProperty(Globals.CATALINA_BASE_PROP, "."));
        Path file = base.resolve("conf").resolve(config);
        if (!Files.exists(file)) {
            throw new ConfigurationException(
                    "there is no file " + file.toAbsolutePath().normalize()
                            + "; config is a path relative to Tomcat's folder conf, or an absolute path");
        }
        return file;
    }

    private String defaultScope(CarnetConfig read) {
        String host = getContext().getParent().getName();
        boolean isDefault = getContext().getParent().getParent() instanceof Engine engine
                && host.equalsIgnoreCase(engine.getDefaultHost());
        return ApplicationSessions.scope(
                read, isDefault ? null : host, new ContextName(getContext().getName(), false).getBaseName());
    }

    @Override
    protected void stopInternal() throws LifecycleException {
        setState(LifecycleState.STOPPING);
        ApplicationSessions open = openedSessions;
        if (open != null) {
            openedSessions = null;
            SessionValve.uninstall(getContext().getParent());
            open.close();
        }
        super.stopInternal();
    }

    /**
     * The session with an id. A request reads the store once.
     *
     * @return null if there is no such session. Also null if the store does not answer before a request is processed, such
     *     as when Tomcat chooses between versions of an application; the request is then answered with 503
     * @throws SessionStoreException if the store does not answer during a request; unchecked, because Tomcat treats an
     *     {@code IOException} as a missing session
     */
    @Override
    public org.apache.catalina.@Nullable Session findSession(@Nullable String id) {
        if (id == null || openedSessions == null) {
            return null;
        }
        RequestScope request = RequestScope.current();
        if (request != null) {
            return request.use(this).find(id).orElse(null);
        }
        try {
            Optional<Session> found = SessionId.parse(id).flatMap(engine()::retrieve);
            return found.map(each -> CarnetSession.of(this, each, new DetachedUse(this)))
                    .orElse(null);
        } catch (SessionStoreException e) {
            if (!sessions().isStateless()) {
                ChoiceFailure.remember(id, e);
            }
            return null;
        }
    }

    /** Creates a session for the request that this thread serves; Carnet generates the id. */
    @Override
    public org.apache.catalina.Session createSession(@Nullable String unused) {
        RequestScope request = RequestScope.current();
        if (request == null) {
            throw new IllegalStateException("a session can only begin in a request; this thread is not serving one");
        }
        if (request.request().getContext() != getContext()) {
            throw new IllegalStateException(
                    "a request that was dispatched from another application cannot begin a session, because the"
                            + " browser would not receive its id; begin the session in a request to this application");
        }
        CarnetSession created = request.use(this).create();
        created.tellNew();
        return created;
    }

    @Override
    public String rotateSessionId(org.apache.catalina.Session session) {
        RequestScope request = RequestScope.current();
        if (request != null && request.response().isCommitted()) {
            throw new IllegalStateException(
                    "the response is committed, so the browser can no longer receive a new session id; ask for it"
                            + " before the response is written");
        }
        CarnetSession changed = (CarnetSession) session;
        String oldId = changed.getIdInternal();
        String newId = changed.session().changeId().value();
        changed.takeId();
        changed.tellChangedSessionId(newId, oldId, true, true);
        return newId;
    }

    /** Carnet generates all ids. */
    @Override
    public void changeSessionId(org.apache.catalina.Session session, String newId) {
        throw new UnsupportedOperationException(
                "the caller cannot choose a session's id; use request.changeSessionId()");
    }

    /** Does nothing: no session is registered here. */
    @Override
    public void add(org.apache.catalina.Session session) {}

    /** Does nothing: no session is registered here. */
    @Override
    public void remove(org.apache.catalina.Session session, boolean update) {}

    /** About how many live sessions the application has: a slow count is not repeated at once, see {@link ActiveSessions}. */
    @Override
    public int getActiveSessions() {
        ApplicationSessions open = openedSessions;
        if (open == null) {
            return 0;
        }
        long count = activeSessions.counted(() -> open.engine().sessions().countLive());
        return (int) Math.min(Integer.MAX_VALUE, count);
    }

    /** Returns none, because sessions are in the store; see {@link #engine()}. */
    @Override
    public org.apache.catalina.Session[] findSessions() {
        return new org.apache.catalina.Session[0];
    }

    /** Does nothing: the engine expires sessions. */
    @Override
    public void processExpires() {}

    /** Does nothing: sessions are in the store. */
    @Override
    public void load() {}

    /** Does nothing: sessions are in the store. */
    @Override
    public void unload() {}
}
