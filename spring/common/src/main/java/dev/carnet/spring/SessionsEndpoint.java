package dev.carnet.spring;

import dev.carnet.SessionDirectory;
import dev.carnet.SessionEngine;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

/**
 * The endpoint {@code sessions} as Spring Boot has it for Spring Session, where that is not on the class path: a user's sessions,
 * one, and the end of one. Sessions are named by their handles, so that what it shows can be replayed by nobody.
 */
@Endpoint(id = "sessions")
public final class SessionsEndpoint {
    private final SessionEngine engine;

    SessionsEndpoint(SessionEngine engine) {
        this.engine = engine;
    }

    /** Several sessions. */
    public record SessionsDescriptor(List<SessionDescriptor> sessions) {}

    /**
     * One session.
     *
     * @param id its handle
     * @param maxInactiveInterval seconds, -1 for ever
     */
    public record SessionDescriptor(
            String id,
            Set<String> attributeNames,
            Instant creationTime,
            Instant lastAccessedTime,
            long maxInactiveInterval,
            boolean expired) {

        static SessionDescriptor of(SessionRecord record, Set<String> names) {
            SessionHeader header = record.header();
            Duration maxIdle = header.maxIdle();
            return new SessionDescriptor(
                    header.handle(),
                    names,
                    header.createdAt(),
                    header.lastAccessedAt(),
                    maxIdle == null ? -1 : maxIdle.toSeconds(),
                    false);
        }
    }

    @ReadOperation
    public SessionsDescriptor sessionsForUsername(String username) {
        return new SessionsDescriptor(live(SessionQuery.ALL.ofPrincipal(username)));
    }

    /**
     * Null if there is none.
     *
     * @throws InvalidEndpointRequestException if this is no handle
     */
    @ReadOperation
    public @Nullable SessionDescriptor getSession(@Selector String sessionId) {
        SessionDirectory sessions = engine.sessions();
        return sessions.find(handle(sessionId))
                .filter(each -> sessions.live(SessionQuery.ALL).matches(each.header()))
                .map(this::descriptor)
                .orElse(null);
    }

    /**
     * Ends a session, if there is one.
     *
     * @throws InvalidEndpointRequestException if this is no handle
     */
    @DeleteOperation
    public void deleteSession(@Selector String sessionId) {
        engine.sessions().revoke(handle(sessionId));
    }

    /** Refuses ids: "done" would be the wrong answer to the end of a session that lives on. */
    private static String handle(String given) {
        if (!SessionDirectory.isHandle(given)) {
            String reason =
                    "This is not the handle of a session; the endpoint lists a user's sessions, with their handles,"
                            + " if you give it username=NAME";
            throw new InvalidEndpointRequestException(reason, reason);
        }
        return given;
    }

    private List<SessionDescriptor> live(SessionQuery query) {
        List<SessionDescriptor> found = new ArrayList<>();
        engine.sessions().scan(engine.sessions().live(query.withAttributes()), each -> found.add(descriptor(each)));
        return found;
    }

    private SessionDescriptor descriptor(SessionRecord session) {
        return SessionDescriptor.of(session, engine.open(session).names());
    }
}
