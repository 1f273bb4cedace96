package dev.carnet.event;

import dev.carnet.spi.SessionHeader;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be said about a session in a log, an event or a list: nothing here can be replayed.
 *
 * @param handle the session's public name; survives id changes
 * @param principal the user, if one was set
 * @param createdAt when the session began
 * @param lastAccessedAt the last access that was stored
 */
public record SessionInfo(String handle, @Nullable String principal, Instant createdAt, Instant lastAccessedAt) {
    /** What a header says that may be told. */
    public static SessionInfo of(SessionHeader header) {
        return new SessionInfo(header.handle(), header.principal(), header.createdAt(), header.lastAccessedAt());
    }
}
