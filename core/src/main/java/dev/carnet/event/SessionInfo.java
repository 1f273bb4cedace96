package dev.carnet.event;

import dev.carnet.spi.SessionHeader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The data of a session for logs, events and lists; it contains nothing that could be used to take over the session.
 *
 * @param handle the session's public name; survives id changes
 * @param principal the user, or null
 * @param createdAt when the session began
 * @param lastAccessedAt the last stored access
 */
public record SessionInfo(String handle, @Nullable String principal, Instant createdAt, Instant lastAccessedAt) {
    /** The public data of a header. */
    public static SessionInfo of(SessionHeader header) {
        return new SessionInfo(header.handle(), header.principal(), header.createdAt(), header.lastAccessedAt());
    }
}
