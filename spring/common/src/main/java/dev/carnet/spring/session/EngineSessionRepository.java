package dev.carnet.spring.session;

import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.SessionId;
import dev.carnet.servlet.SessionAttributeObserver;
import dev.carnet.servlet.SessionFilter;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * The engine as Spring Session's repository, for code that is written against that: session registries, concurrent-session
 * control, {@code @EnableSpringHttpSession}. Sessions that are found by user have their handle for an id, since stores hold no
 * ids; every method here takes either. The session of the request that asks has its own id. Thread-safe.
 */
public final class EngineSessionRepository implements FindByIndexNameSessionRepository<EngineSession> {
    private final SessionEngine engine;
    private final List<SessionAttributeObserver> observers;

    /** @param observers told what is set in sessions, such as who says whose a session is */
    public EngineSessionRepository(SessionEngine engine, List<SessionAttributeObserver> observers) {
        this.engine = engine;
        this.observers = List.copyOf(observers);
    }

    @Override
    public EngineSession createSession() {
        return new EngineSession(engine.newSession(), null, observers);
    }

    @Override
    public void save(EngineSession session) {
        session.storeIn(engine);
    }

    @Override
    public @Nullable EngineSession findById(String id) {
        return find(id).orElse(null);
    }

    private Optional<EngineSession> find(String id) {
        if (SessionId.parse(id).isPresent()) {
            return SessionId.parse(id)
                    .flatMap(engine::retrieve)
                    .map(found -> new EngineSession(found, null, observers));
        }
        SessionDirectory sessions = engine.sessions();
        return sessions.find(id)
                .filter(each -> sessions.live(SessionQuery.ALL).matches(each.header()))
                .map(record -> new EngineSession(engine.open(record), id, observers));
    }

    @Override
    public void deleteById(String id) {
        find(id).map(EngineSession::unwrap).ifPresent(engine::destroy);
    }

    /** Only the index of principals is known; others find nothing. */
    @Override
    public Map<String, EngineSession> findByIndexNameAndIndexValue(String indexName, String indexValue) {
        Map<String, EngineSession> found = new LinkedHashMap<>();
        if (indexName.equals(PRINCIPAL_NAME_INDEX_NAME)) {
            dev.carnet.Session current = current();
            for (SessionRecord record : live(SessionQuery.ALL.ofPrincipal(indexValue))) {
                String handle = record.header().handle();
                String id = current != null && current.handle().equals(handle)
                        ? current.id().value()
                        : handle;
                found.put(id, new EngineSession(engine.open(record), id, observers));
            }
        }
        return found;
    }

    private List<SessionRecord> live(SessionQuery query) {
        List<SessionRecord> found = new ArrayList<>();
        engine.sessions().scan(engine.sessions().live(query.withAttributes()), found::add);
        return found;
    }

    /** The session of the request that this thread serves, by Carnet's filter or by Spring Session's. */
    private dev.carnet.@Nullable Session current() {
        if (!(RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes)) {
            return null;
        }
        Optional<dev.carnet.Session> ours = SessionFilter.session(attributes.getRequest());
        if (ours.isPresent()) {
            return ours.get();
        }
        var session = attributes.getRequest().getSession(false);
        return session == null
                ? null
                : SessionId.parse(session.getId()).flatMap(engine::retrieve).orElse(null);
    }
}
