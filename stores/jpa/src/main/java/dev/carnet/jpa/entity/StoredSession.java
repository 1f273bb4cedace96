package dev.carnet.jpa.entity;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/**
 * A ready entity for those who have none: {@code Session}, in the table {@code sessions}. Times are milliseconds since 1970:
 * exact, the same on every database, free of time zones. An application that lists it in a unit of its own can ask for it,
 * and saves nothing of it: no column is updatable by an entity.
 */
@Entity(name = "Session")
@Table(name = "sessions")
public class StoredSession {
    @Id
    @Column(name = "sessions_id", updatable = false, length = 40)
    private @Nullable String sessionsId;

    @Bookkeeping(Part.FORMAT)
    @Column(name = "format", updatable = false, length = 8)
    private @Nullable String format;

    @Bookkeeping(Part.HANDLE)
    @Column(name = "handle", updatable = false, length = 40)
    private @Nullable String handle;

    @Bookkeeping(Part.VERSION)
    @Column(name = "version", updatable = false)
    private @Nullable Long version;

    @Bookkeeping(Part.CREATED_AT)
    @Column(name = "created_at", updatable = false)
    private @Nullable Long createdAt;

    @Bookkeeping(Part.LAST_ACCESSED_AT)
    @Column(name = "last_accessed_at", updatable = false)
    private @Nullable Long lastAccessedAt;

    @Bookkeeping(Part.MAX_IDLE)
    @Column(name = "max_idle", updatable = false)
    private @Nullable Long maxIdle;

    @Bookkeeping(Part.ENDS_AT)
    @Column(name = "ends_at", updatable = false)
    private @Nullable Long endsAt;

    @Bookkeeping(Part.EXPIRES_AT)
    @Column(name = "expires_at", updatable = false)
    private @Nullable Long expiresAt;

    @Bookkeeping(Part.PRINCIPAL)
    @Column(name = "principal", updatable = false)
    private @Nullable String principal;

    /** Longer than any VARCHAR; the table that Carnet makes has a text without a limit. */
    @Column(name = "session_data", updatable = false, length = 1_000_000_000)
    private @Nullable String sessionData;

    /** For the persistence provider. */
    protected StoredSession() {}

    /** The session's public name; null in a row that somebody else wrote, like all that follow. */
    public @Nullable String getHandle() {
        return handle;
    }

    /** When it began, in milliseconds since 1970. */
    public @Nullable Long getCreatedAt() {
        return createdAt;
    }

    /** The latest access that was stored, in milliseconds since 1970. */
    public @Nullable Long getLastAccessedAt() {
        return lastAccessedAt;
    }

    /** From when on it may be deleted, in milliseconds since 1970. */
    public @Nullable Long getExpiresAt() {
        return expiresAt;
    }

    /** The user it belongs to. */
    public @Nullable String getPrincipal() {
        return principal;
    }
}
