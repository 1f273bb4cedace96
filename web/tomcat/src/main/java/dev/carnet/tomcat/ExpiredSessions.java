package dev.carnet.tomcat;

import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import org.apache.catalina.Context;

/**
 * Tells the application's listeners, and values that want to know, of sessions that have expired: on the one node that has
 * deleted it, with the attributes still readable (Servlet 6.1 section 7.5).
 */
final class ExpiredSessions implements SessionListener {
    private final CarnetManager manager;

    ExpiredSessions(CarnetManager manager) {
        this.manager = manager;
    }

    /** Only for an application that has listeners, or values that may be some. */
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
