package dev.carnet.tomcat;

import dev.carnet.Session;

/**
 * A session of Servlet 6.1, which has an accessor. This is a separate class, because Tomcat 10.1 lacks the accessor's type
 * and must not load anything that mentions it.
 */
@SuppressWarnings("serial") // never serialised
final class AccessibleSession extends CarnetSession {
    AccessibleSession(CarnetManager manager, Session session, SessionUse use) {
        super(manager, session, use);
    }

    @Override
    public Accessor getAccessor() {
        if (!isValidInternal()) {
            throw new IllegalStateException("the session has ended");
        }
        return new DetachedAccess((CarnetManager) manager, session().id());
    }
}
