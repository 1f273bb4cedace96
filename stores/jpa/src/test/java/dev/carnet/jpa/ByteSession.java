package dev.carnet.jpa;

import dev.carnet.jpa.entity.Bookkeeping;
import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.jpa.entity.JpaOptions;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Map;

/** An application's own entity, read and written by its methods, with bytes and with times of several types. */
@Entity
@Table(name = "byte_sessions")
class ByteSession {
    static final String DDL = "CREATE TABLE byte_sessions (session_key VARCHAR(40) PRIMARY KEY, contents ${bytes},"
            + " session_handle VARCHAR(40), revision BIGINT, began BIGINT, seen ${instant} NULL, idle BIGINT,"
            + " ends_at ${instant} NULL, until ${local} NULL, stored_format VARCHAR(8), owner ${name})";

    static final JpaOptions OPTIONS = new JpaOptions(
            ByteSession.class.getName(),
            "session_key",
            "contents",
            Map.of(Part.VERSION, "revision", Part.PRINCIPAL, "owner"));

    private String sessionKey;
    private byte[] contents;
    private String format;
    private String handle;
    private Long revision;
    private long began;
    private Instant seen;
    private Long idle;
    private Instant endsAt;
    private LocalDateTime until;
    private String owner;

    @Id
    @Column(name = "session_key", length = 40)
    public String getSessionKey() {
        return sessionKey;
    }

    public void setSessionKey(String value) {
        sessionKey = value;
    }

    public byte[] getContents() {
        return contents;
    }

    public void setContents(byte[] value) {
        contents = value;
    }

    @Bookkeeping(Part.FORMAT)
    @Column(name = "stored_format", length = 8)
    public String getFormat() {
        return format;
    }

    public void setFormat(String value) {
        format = value;
    }

    @Bookkeeping(Part.HANDLE)
    @Column(name = "session_handle")
    public String getHandle() {
        return handle;
    }

    public void setHandle(String value) {
        handle = value;
    }

    public Long getRevision() {
        return revision;
    }

    public void setRevision(Long value) {
        revision = value;
    }

    @Bookkeeping(Part.CREATED_AT)
    public long getBegan() {
        return began;
    }

    public void setBegan(long value) {
        began = value;
    }

    @Bookkeeping(Part.LAST_ACCESSED_AT)
    public Instant getSeen() {
        return seen;
    }

    public void setSeen(Instant value) {
        seen = value;
    }

    @Bookkeeping(Part.MAX_IDLE)
    public Long getIdle() {
        return idle;
    }

    public void setIdle(Long value) {
        idle = value;
    }

    @Bookkeeping(Part.ENDS_AT)
    @Column(name = "ends_at")
    public Instant getEndsAt() {
        return endsAt;
    }

    public void setEndsAt(Instant value) {
        endsAt = value;
    }

    @Bookkeeping(Part.EXPIRES_AT)
    public LocalDateTime getUntil() {
        return until;
    }

    public void setUntil(LocalDateTime value) {
        until = value;
    }

    public String getOwner() {
        return owner;
    }

    public void setOwner(String value) {
        owner = value;
    }
}
