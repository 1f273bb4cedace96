package dev.carnet.jpa.mappings;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import org.hibernate.annotations.NaturalId;

/** Ways to map a session's id. */
public final class IdMappings {
    private static final int LONG = 10_000;

    private IdMappings() {}

    @Entity
    @Table(name = "m_unique_id")
    public static class UniqueId {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        String pk;

        @Column(length = 40, unique = true, nullable = false)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_identity")
    public static class IdentityKey {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long pk;

        @Column(length = 40, unique = true, nullable = false)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_natural_id")
    public static class NaturalKey {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        String pk;

        @NaturalId(mutable = true)
        @Column(length = 40)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_generated_id")
    public static class GeneratedId {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        @Column(length = 40)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_converted_id")
    public static class ConvertedId {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        String pk;

        @Convert(converter = Converters.Prefixed.class)
        @Column(length = 60, unique = true)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_encrypted_id")
    public static class EncryptedId {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        String pk;

        @Convert(converter = Converters.Encrypted.class)
        @Column(length = 200, unique = true)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    /** One part of a composite key. */
    public static class TenantAndId implements Serializable {
        private static final long serialVersionUID = 1L;

        public String tenant;
        public String sid;

        @Override
        public boolean equals(Object other) {
            return other instanceof TenantAndId that && tenant.equals(that.tenant) && sid.equals(that.sid);
        }

        @Override
        public int hashCode() {
            return Objects.hash(tenant, sid);
        }
    }

    @Entity
    @IdClass(TenantAndId.class)
    @Table(name = "m_id_class")
    public static class PartOfKey {
        @Id
        @Column(length = 20)
        String tenant;

        @Id
        @Column(length = 40)
        String sid;

        @Column(length = LONG)
        String payload;

        @PrePersist
        void fill() {
            tenant = "acme";
        }
    }

    /** A composite key of its own class. */
    @Embeddable
    public static class EmbeddedKey implements Serializable {
        private static final long serialVersionUID = 1L;

        @Column(length = 40)
        public String sid;

        @Override
        public boolean equals(Object other) {
            return other instanceof EmbeddedKey that && sid.equals(that.sid);
        }

        @Override
        public int hashCode() {
            return sid.hashCode();
        }
    }

    @Entity
    @Table(name = "m_embedded_id")
    public static class InEmbeddedId {
        @EmbeddedId
        EmbeddedKey key;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_short_id")
    public static class ShortId {
        @Id
        @Column(length = 36)
        String sid;

        @Column(length = LONG)
        String payload;
    }

    @Entity
    @Table(name = "m_char_id")
    public static class PaddedId {
        @Id
        @Column(columnDefinition = "char(72)")
        String sid;

        @Column(length = LONG)
        String payload;
    }

    /** MariaDB: a digest of such a column is one of other bytes. */
    @Entity
    @Table(name = "m_utf16")
    public static class Utf16 {
        @Id
        @Column(columnDefinition = "varchar(40) character set utf16")
        String sid;

        @Column(columnDefinition = "longtext character set utf16")
        String payload;
    }

    /** H2: two ids that differ in case only are equal. */
    @Entity
    @Table(name = "m_ignore_case")
    public static class IgnoreCase {
        @Id
        @Column(columnDefinition = "varchar_ignorecase(40)")
        String sid;

        @Column(columnDefinition = "varchar_ignorecase(10000)")
        String payload;
    }

    @Entity
    @Table(name = "m_not_updatable")
    public static class NotUpdatable {
        @Id
        @Column(length = 40, updatable = false)
        String sid;

        @Column(length = LONG, updatable = false)
        String payload;
    }

    @Entity
    @Table(name = "m_number_id")
    public static class NumberId {
        @Id
        Long sid;

        @Column(length = LONG)
        String payload;
    }
}
