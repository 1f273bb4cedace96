package dev.carnet.spring.session;

import dev.carnet.event.DestroyReason;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.MapSession;
import org.springframework.session.events.SessionCreatedEvent;
import org.springframework.session.events.SessionDeletedEvent;
import org.springframework.session.events.SessionExpiredEvent;

/**
 * Tells Spring Session's events, in the process in which something happened. Their session has its handle for an id, its times
 * and its principal, and no attributes.
 */
public final class SpringSessionEvents implements SessionListener {
    private final ApplicationEventPublisher publisher;

    public SpringSessionEvents(ApplicationEventPublisher publisher) {
        this.publisher = publisher;
    }

    private static MapSession session(SessionInfo info) {
        MapSession session = new MapSession(info.handle());
        session.setCreationTime(info.createdAt());
        session.setLastAccessedTime(info.lastAccessedAt());
        if (info.principal() != null) {
            session.setAttribute(FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME, info.principal());
        }
        return session;
    }

    @Override
    public void created(SessionInfo session) {
        publisher.publishEvent(new SessionCreatedEvent(this, session(session)));
    }

    @Override
    public void destroyed(SessionInfo session, DestroyReason reason) {
        publisher.publishEvent(new SessionDeletedEvent(this, session(session)));
    }

    @Override
    public void expired(SessionInfo session) {
        publisher.publishEvent(new SessionExpiredEvent(this, session(session)));
    }
}
