package dev.carnet.jpa;

import dev.carnet.jpa.Bookkeeping.Part;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import jakarta.persistence.Transient;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Map;

/**
 * An application's own entity that is much besides: with a key of its own, a required column that its listener fills, a
 * version that the provider manages, the data in a LOB, and attributes for a part of what Carnet knows.
 */
@Entity(name = "Visit")
@Table(name = "visits")
class VisitSession {
    static final String DDL = "CREATE TABLE visits (pk VARCHAR(36) PRIMARY KEY, sid VARCHAR(40) NOT NULL UNIQUE,"
            + " contents ${lob}, tenant VARCHAR(20) NOT NULL, revision INTEGER NOT NULL, until ${instant} NULL,"
            + " accessed ${instant} NULL, owner ${name})";

    static final JpaOptions OPTIONS = new JpaOptions("Visit", "sid", "contents", Map.of(Part.PRINCIPAL, "owner"));

    @Id
    @GeneratedValue(strategy = GenerationType.UUID)
    String pk;

    @Column(length = 40, unique = true, nullable = false)
    String sid;

    @Lob
    String contents;

    @Column(nullable = false)
    String tenant;

    @Version
    int revision;

    @Bookkeeping(Part.EXPIRES_AT)
    Instant until;

    @Bookkeeping(Part.LAST_ACCESSED_AT)
    Instant accessed;

    String owner;

    @Transient
    int updatesSeen;

    @PrePersist
    void fill() {
        tenant = "acme";
    }

    @PreUpdate
    void count() {
        updatesSeen++;
    }

    void tenant(String name) {
        tenant = name;
    }
}
