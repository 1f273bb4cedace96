package dev.carnet.jpa;

import dev.carnet.jpa.entity.Bookkeeping;
import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.jpa.entity.JpaOptions;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Lob;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PrePersist;
import jakarta.persistence.PreRemove;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

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

    /** What its listeners have seen. */
    static final List<String> SEEN = new CopyOnWriteArrayList<>();

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

    @PrePersist
    void fill() {
        tenant = "acme";
        SEEN.add("persist");
    }

    @PostLoad
    void loaded() {
        SEEN.add("load");
    }

    @PreUpdate
    void changed() {
        SEEN.add("update");
    }

    @PreRemove
    void removed() {
        SEEN.add("remove");
    }

    String contents() {
        return contents;
    }

    void tenant(String name) {
        tenant = name;
    }
}
