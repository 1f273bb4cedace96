package dev.carnet.tomcat;

import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import org.apache.catalina.session.StandardSession;

/** An expired and deleted session, for listeners. Its id is unknown by then, so {@code getId()} returns the handle. */
@SuppressWarnings("serial")
final class ExpiredSession extends StandardSession {
    ExpiredSession(CarnetManager manager, SessionInfo session, ExpiredAttributes held) {
        super(manager);
        id = session.handle();
        creationTime = session.createdAt().toEpochMilli();
        lastAccessedTime = session.lastAccessedAt().toEpochMilli();
        thisAccessedTime = lastAccessedTime;
        isValid = true;
        for (String name : held.names()) {
            Object value = held.get(name);
            if (value != null) {
                attributes.put(name, value);
            }
        }
    }

    @Override
    public boolean isValid() {
        return isValid;
    }
}
