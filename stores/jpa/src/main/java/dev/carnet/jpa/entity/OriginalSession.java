package dev.carnet.jpa.entity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** The two columns that Dancer's own schema has, where the table {@code sessions} has no others that Carnet knows. */
@Entity(name = "OriginalSession")
@Table(name = "sessions")
public class OriginalSession {
    @Id
    @Column(name = "sessions_id", updatable = false)
    private @Nullable String sessionsId;

    @Column(name = "session_data", updatable = false, length = 1_000_000_000)
    private @Nullable String sessionData;

    /** For the persistence provider. */
    protected OriginalSession() {}
}
