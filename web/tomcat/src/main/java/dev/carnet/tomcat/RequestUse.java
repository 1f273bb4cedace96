package dev.carnet.tomcat;

import dev.carnet.Session;
import dev.carnet.web.AwakeValues;
import dev.carnet.web.ClearSiteData;
import dev.carnet.web.RequestedSession;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A request's use of one application's sessions. Thread-safe. */
final class RequestUse implements SessionUse {
    private final CarnetManager manager;
    private final RequestScope scope;
    private final RequestedSession requested;
    private final AwakeValues awake = new AwakeValues();
    private final Map<String, CarnetSession> byHandle = new ConcurrentHashMap<>(1);

    RequestUse(CarnetManager manager, RequestScope scope) {
        this.manager = manager;
        this.scope = scope;
        this.requested = new RequestedSession(manager.sessions());
    }

    RequestedSession requested() {
        return requested;
    }

    Optional<ClearSiteData> clearSiteData() {
        return manager.sessions().clearSiteData();
    }

    /** The session with the id that the browser sent; empty if there is none. */
    Optional<CarnetSession> find(String id) {
        return requested.find(id).map(session -> adapted(id, session));
    }

    private CarnetSession adapted(String asked, Session session) {
        CarnetSession known = byHandle.get(session.handle());
        return known == null ? joined(asked, session) : known;
    }

    /** If the browser's cookie contained the session itself, the session has a new id by now, which the browser gets. */
    private CarnetSession joined(String asked, Session session) {
        String oldId = session.id().value();
        boolean canTell = !scope.response().isCommitted();
        boolean renewed = canTell && manager.sessions().engine().renewIfDue(session);
        CarnetSession joined = CarnetSession.of(manager, session, this);
        byHandle.put(session.handle(), joined);
        if (renewed || (canTell && !oldId.equals(asked))) {
            TomcatCookie.of(manager, scope).tell(session.id().value());
        }
        if (renewed) {
            joined.tellChangedSessionId(joined.getIdInternal(), oldId, true, true);
        }
        return joined;
    }

    CarnetSession create() {
        Session session = requested.create();
        CarnetSession created = CarnetSession.of(manager, session, this);
        byHandle.put(session.handle(), created);
        return created;
    }

    void store() {
        Session live = requested.current();
        CarnetSession adapted = live == null ? null : byHandle.get(live.handle());
        if (adapted != null) {
            awake.passivate(adapted.getSession());
        }
        requested.store();
        if (adapted != null) {
            adapted.takeId();
            awake.activate(adapted.getSession());
        }
    }

    @Override
    public void beforeChange() {
        requested.requireOpen();
    }

    @Override
    public boolean tellsReplaced() {
        return manager.tellsReplaced();
    }

    @Override
    public void read(String name, @Nullable Object value) {
        Session live = requested.current();
        CarnetSession adapted = live == null ? null : byHandle.get(live.handle());
        if (adapted != null) {
            awake.read(adapted.getSession(), name, value);
        }
    }

    @Override
    public void set(String name, @Nullable Object value) {
        awake.set(name, value);
    }

    @Override
    public void end(Session session) {
        awake.forget();
        requested.end(session);
    }

    @Override
    public void endAccess(Session session) {
        // The valve stores it.
    }
}
