package dev.carnet.jetty;

import org.eclipse.jetty.session.AbstractSessionManager;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionInactivityTimer;
import org.jspecify.annotations.Nullable;

/** Replaces Jetty's timer for each session, because Carnet's engine expires sessions. One instance serves all sessions. */
public final class NoTimer extends SessionInactivityTimer {
    @SuppressWarnings("NullAway") // neither session nor scheduler is used
    public NoTimer(AbstractSessionManager manager) {
        super(manager, (@Nullable ManagedSession) null, null);
    }

    @Override
    public void schedule(long time) {}

    @Override
    public void cancel() {}

    @Override
    public void destroy() {}
}
