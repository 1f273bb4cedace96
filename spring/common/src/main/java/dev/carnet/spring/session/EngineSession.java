package dev.carnet.spring.session;

import dev.carnet.SessionEngine;
import dev.carnet.error.SessionGoneException;
import dev.carnet.servlet.SessionAttributeObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;

/**
 * One of the engine's sessions as Spring Session describes it. Its id is the secret one where that is known, else its handle,
 * which {@link EngineSessionRepository} takes as well. As thread-safe as the engine's.
 */
public final class EngineSession implements Session {
    private static final String PRINCIPAL = FindByIndexNameSessionRepository.PRINCIPAL_NAME_INDEX_NAME;

    private final dev.carnet.Session session;
    private final Optional<String> knownId;
    private final List<SessionAttributeObserver> observers;

    /** @param knownId its id if the session itself does not know it, or its handle; null if it does */
    EngineSession(dev.carnet.Session session, @Nullable String knownId, List<SessionAttributeObserver> observers) {
        this.session = session;
        this.knownId = Optional.ofNullable(knownId);
        this.observers = observers;
    }

    /** The engine's session, for features that Spring Session lacks. */
    public dev.carnet.Session unwrap() {
        return session;
    }

    /**
     * Stores the changes. If the session has ended in the meantime, nothing is stored, as in Spring Session's
     * repositories.
     */
    void storeIn(SessionEngine engine) {
        if (session.isValid()) {
            try {
                engine.flush(session);
            } catch (SessionGoneException dropped) {
                // the engine has told its listeners
                return;
            }
        }
    }

    @Override
    public String getId() {
        return knownId.orElseGet(() -> session.id().value());
    }

    @Override
    public String changeSessionId() {
        return session.changeId().value();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the interface's
    public <T> @Nullable T getAttribute(String name) {
        return (T) (name.equals(PRINCIPAL) ? session.principal() : session.get(name));
    }

    @Override
    public Set<String> getAttributeNames() {
        return session.names();
    }

    /** Null removes it. The name of Spring Session's index says whose session it is, and is no attribute. */
    @Override
    public void setAttribute(String name, @Nullable Object value) {
        if (name.equals(PRINCIPAL)) {
            session.setPrincipal((String) value);
        } else {
            session.put(name, value);
            observers.forEach(each -> each.changed(session, name, value));
        }
    }

    @Override
    public void removeAttribute(String name) {
        setAttribute(name, null);
    }

    @Override
    public Instant getCreationTime() {
        return session.createdAt();
    }

    /** Does nothing: the engine notes an access when the session is stored. */
    @Override
    public void setLastAccessedTime(Instant lastAccessedTime) {}

    @Override
    public Instant getLastAccessedTime() {
        return session.lastAccessedAt();
    }

    /** Zero or less is for ever. */
    @Override
    public void setMaxInactiveInterval(Duration interval) {
        session.setMaxIdle(interval.isZero() || interval.isNegative() ? null : interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        Duration maxIdle = session.maxIdle();
        return maxIdle == null ? Duration.ofSeconds(-1) : maxIdle;
    }

    @Override
    public boolean isExpired() {
        return !session.isValid();
    }
}
