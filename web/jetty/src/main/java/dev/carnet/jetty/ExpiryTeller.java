package dev.carnet.jetty;

import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.server.Context;

/**
 * Notifies an application's own listeners that a session has expired: once in the cluster, with the attributes still
 * readable. The id is unknown by then, so {@code HttpSession.getId()} returns the public handle.
 */
final class ExpiryTeller implements SessionListener {
    private final CarnetSessions sessions;

    ExpiryTeller(CarnetSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void expired(SessionInfo info, ExpiredAttributes attributes) {
        Context context = sessions.manager().getContext();
        if (context == null) {
            return;
        }
        context.run(() -> {
            Map<String, Object> left = new LinkedHashMap<>();
            for (String name : attributes.names()) {
                Object value = attributes.get(name);
                if (value != null) {
                    left.put(name, value);
                }
            }
            new JettySession(sessions, info, left).sayFarewell(left);
        });
    }
}
