package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.error.SessionException;
import dev.carnet.web.Accessors;
import dev.carnet.web.ContainerLogin;
import java.security.Principal;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.catalina.authenticator.Constants;
import org.apache.catalina.authenticator.SavedRequest;
import org.apache.catalina.realm.GenericPrincipal;
import org.apache.catalina.session.StandardSession;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * A session in Tomcat's form, used by one request. The façade, listeners and binding events are Tomcat's own; the attributes
 * and the login are a view of Carnet's session. Never serialised.
 */
@SuppressWarnings("serial")
class CarnetSession extends StandardSession {
    private static final Log LOG = LogFactory.getLog(CarnetSession.class);

    private final transient Session session;
    private final transient SessionUse use;
    private final transient AttributeMap view;
    private final transient SavedRequests savedRequests;
    private transient boolean loginIsRead;
    private transient boolean ends;

    CarnetSession(CarnetManager manager, Session session, SessionUse use) {
        super(manager);
        this.session = session;
        this.use = use;
        this.savedRequests = new SavedRequests(session);
        view = new AttributeMap(session, use);
        attributes = view;
        creationTime = session.createdAt().toEpochMilli();
        lastAccessedTime = session.lastAccessedAt().toEpochMilli();
        thisAccessedTime = System.currentTimeMillis();
        Duration idle = session.maxIdle();
        maxInactiveInterval = idle == null ? -1 : (int) Math.min(Integer.MAX_VALUE, idle.toSeconds());
        id = session.id().value();
        isNew = session.isNew();
        isValid = true;
    }

    /** The session in the form of the container's version of the Servlet API. */
    static CarnetSession of(CarnetManager manager, Session session, SessionUse use) {
        return Accessors.ARE_THERE
                ? new AccessibleSession(manager, session, use)
                : new CarnetSession(manager, session, use);
    }

    final Session session() {
        return session;
    }

    /** Takes over the id that Carnet has assigned; calls no listener. */
    void takeId() {
        id = session.id().value();
    }

    /** Takes over Carnet's id instead of the given one; nothing is registered under an id. */
    @Override
    public void setId(String unused, boolean notify) {
        takeId();
        if (notify) {
            tellNew();
        }
    }

    /** Only the store decides whether it has expired. */
    @Override
    public boolean isValid() {
        return isValid;
    }

    @Override
    public void setMaxInactiveInterval(int seconds) {
        use.beforeChange();
        super.setMaxInactiveInterval(seconds);
        Duration idle = seconds <= 0 ? null : Duration.ofSeconds(seconds);
        if (!Objects.equals(idle, session.maxIdle())) {
            session.setMaxIdle(idle);
        }
    }

    /** True for every value, because Carnet itself rejects those that it cannot store. */
    @Override
    public boolean isAttributeDistributable(String name, Object value) {
        return true;
    }

    /**
     * Ends the session in the store, then calls the listeners, which can still read its attributes.
     *
     * @throws SessionException if the end could not be stored; listeners are then called only if it is stored but not confirmed
     */
    @Override
    public void expire(boolean notify) {
        SessionException unconfirmed = null;
        synchronized (this) {
            if (!isValid || ends) {
                return;
            }
            ConcurrentMap<String, Object> farewell = new ConcurrentHashMap<>(view.readable());
            ends = true;
            try {
                use.end(session);
            } catch (SessionException e) {
                if (!session.isDestroyed()) {
                    ends = false;
                    throw e;
                }
                unconfirmed = e;
            }
            attributes = farewell;
        }
        super.expire(notify);
        if (unconfirmed != null) {
            throw unconfirmed;
        }
    }

    /** Without the id, because it is a secret. */
    @Override
    public String toString() {
        return "CarnetSession[" + session.handle() + "]";
    }

    @Override
    public void endAccess() {
        super.endAccess();
        use.endAccess(session);
    }

    private void readLogin() {
        if (!loginIsRead) {
            loginIsRead = true;
            Optional<ContainerLogin> login = ends ? Optional.empty() : ContainerLogin.in(session);
            login.ifPresent(each -> {
                principal = new GenericPrincipal(each.name(), each.roles());
                authType = each.method();
            });
        }
    }

    @Override
    public @Nullable Principal getPrincipal() {
        readLogin();
        return principal;
    }

    @Override
    public @Nullable String getAuthType() {
        readLogin();
        return authType;
    }

    @Override
    public void setAuthType(@Nullable String value) {
        readLogin();
        super.setAuthType(value);
    }

    /**
     * Stores the user's name, roles and authentication method.
     *
     * @throws IllegalStateException if Tomcat does not know the principal's roles
     */
    @Override
    public void setPrincipal(@Nullable Principal value) {
        use.beforeChange();
        readLogin();
        if (value == null) {
            ContainerLogin.removeFrom(session);
        } else if (value instanceof GenericPrincipal user) {
            keep(user);
        } else {
            throw new IllegalStateException("the login cannot be stored: the realm returns a "
                    + value.getClass().getName() + ", whose roles Tomcat does not know. Let it return an "
                    + GenericPrincipal.class.getName() + ", like Tomcat's own realms");
        }
        super.setPrincipal(value);
    }

    private void keep(GenericPrincipal user) {
        Principal shown = user.getUserPrincipal();
        if (shown != null && shown != user) {
            LOG.warn("the login of " + user.getClass().getName() + " is stored as a name and roles: other requests"
                    + " do not see the realm's own " + shown.getClass().getName());
        }
        ContainerLogin login = new ContainerLogin(user.getName(), Arrays.asList(user.getRoles()), authType);
        if (!ContainerLogin.in(session).filter(login::equals).isPresent()) {
            login.keepIn(session);
        }
    }

    @Override
    public @Nullable Object getNote(String name) {
        return switch (name) {
            case Constants.FORM_REQUEST_NOTE -> ends ? null : savedRequests.get();
            // This is the secret id itself, which is not stored; a saved request implies it.
            case Constants.SESSION_ID_NOTE ->
                notes.containsKey(name) || getNote(Constants.FORM_REQUEST_NOTE) != null ? getIdInternal() : null;
            default -> super.getNote(name);
        };
    }

    @Override
    public void setNote(String name, Object value) {
        if (name.equals(Constants.FORM_REQUEST_NOTE)) {
            use.beforeChange();
            savedRequests.set((SavedRequest) value);
        } else if (name.equals(Constants.SESS_PASSWORD_NOTE)) {
            throw new IllegalStateException(FormLogin.NO_CACHE);
        } else {
            super.setNote(name, value);
        }
    }

    @Override
    public void removeNote(String name) {
        if (name.equals(Constants.FORM_REQUEST_NOTE)) {
            use.beforeChange();
            savedRequests.remove();
        } else {
            super.removeNote(name);
        }
    }
}
