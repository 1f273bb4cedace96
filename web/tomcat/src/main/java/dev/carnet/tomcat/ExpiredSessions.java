package dev.carnet.tomcat;

import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import org.apache.catalina.Context;

/**
 * Notifies the application's listeners, and values that are listeners, of expired sessions: only on the node that deleted
 * the session, with its attributes still readable (Servlet 6.1 section 7.5).
 */
final class ExpiredSessions implements SessionListener {
    private final CarnetManager manager;

    ExpiredSessions(CarnetManager manager) {
        this.manager = manager;
    }

    /** True only if the application has listeners, or values that may be listeners. */
    @Override
    public boolean wantsExpiredAttributes() {
        Context context = manager.getContext();
        return context.getApplicationLifecycleListeners().length > 0
                || context.getApplicationEventListeners().length > 0
                || manager.tellsReplaced();
    }

    @Override
    public void expired(SessionInfo session, ExpiredAttributes attributes) {
        if (wantsExpiredAttributes()) {
            new ExpiredSession(manager, session, attributes).expire(true);
        }
    }
}
