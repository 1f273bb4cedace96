package dev.carnet.tomcat;

import dev.carnet.Session;

/**
 * A session as Servlet 6.1 describes it. A class of its own, so that nothing which Tomcat 10.1 uses mentions a type that is not
 * there.
 */
@SuppressWarnings("serial") // nothing of it is ever serialised
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
