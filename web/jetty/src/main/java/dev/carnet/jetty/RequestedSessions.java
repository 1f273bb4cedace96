package dev.carnet.jetty;

import java.lang.reflect.Constructor;
import org.eclipse.jetty.session.AbstractSessionManager.RequestedSession;
import org.eclipse.jetty.session.ManagedSession;
import org.jspecify.annotations.Nullable;

/** Creates Jetty's record of the requested session, whose third component is a string in Jetty 12.1 and a flag in 12.0. */
final class RequestedSessions {
    private static final Constructor<RequestedSession> CONSTRUCTOR = constructor();

    /** The browser sent no id. */
    static final RequestedSession NONE = of(null, null, false);

    private RequestedSessions() {}

    @SuppressWarnings("unchecked") // a class's constructors are its own
    private static Constructor<RequestedSession> constructor() {
        return (Constructor<RequestedSession>) RequestedSession.class.getDeclaredConstructors()[0];
    }

    static RequestedSession of(@Nullable ManagedSession session, @Nullable String id, boolean fromCookie) {
        boolean takesFlag = CONSTRUCTOR.getParameterTypes()[2] == boolean.class;
        try {
            return takesFlag
                    ? CONSTRUCTOR.newInstance(session, id, fromCookie)
                    : CONSTRUCTOR.newInstance(session, id, id == null ? null : fromCookie ? "cookie" : "uri");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this is neither Jetty 12.1 nor 12.0, which Carnet supports", e);
        }
    }
}
