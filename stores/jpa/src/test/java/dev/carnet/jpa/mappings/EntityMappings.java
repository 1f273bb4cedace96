package dev.carnet.jpa.mappings;

import dev.carnet.jpa.entity.Bookkeeping;
import dev.carnet.jpa.entity.Bookkeeping.Part;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Cacheable;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.DiscriminatorColumn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.Lob;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.DynamicInsert;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.SQLRestriction;
import org.hibernate.annotations.SoftDelete;
import org.hibernate.annotations.TenantId;
import org.hibernate.annotations.UpdateTimestamp;

/** Ways to map an entity. */
public final class EntityMappings {
    private static final int LONG = 10_000;

    private EntityMappings() {}

    /** What most of them have. */
    @MappedSuperclass
    public static class Base {
        @Id
        @Column(length = 40)
        public String sid;

        @Column(length = LONG)
        public String payload;
    }

    @Entity
    @Table(name = "m_mapped_superclass")
    public static class Mapped extends Base {}

    @Entity
    @Table(name = "m_overridden")
    @AttributeOverride(name = "sid", column = @Column(name = "session_key", length = 40))
    @AttributeOverride(name = "payload", column = @Column(name = "session_text", length = LONG))
    public static class Overridden extends Base {}

    @Entity
    @Table(name = "m_single_table")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    @DiscriminatorColumn(name = "kind")
    public static class SingleRoot extends Base {}

    @Entity
    public static class SingleLeaf extends SingleRoot {
        String extra;
    }

    @Entity
    @Table(name = "m_joined")
    @Inheritance(strategy = InheritanceType.JOINED)
    public static class JoinedRoot extends Base {}

    @Entity
    @Table(name = "m_joined_leaf")
    public static class JoinedLeaf extends JoinedRoot {
        String extra;
    }

    @Entity
    @Table(name = "m_per_class")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    public static class PerClassRoot extends Base {}

    @Entity
    @Table(name = "m_per_class_leaf")
    public static class PerClassLeaf extends PerClassRoot {
        String extra;
    }

    @Entity
    @Table(name = "m_abstract")
    @Inheritance(strategy = InheritanceType.SINGLE_TABLE)
    public abstract static class AbstractRoot extends Base {}

    @Entity
    public static class AbstractLeaf extends AbstractRoot {}

    @Entity
    @Table(name = "m_second_a")
    @SecondaryTable(name = "m_second_b")
    public static class TwoTables {
        @Id
        @Column(length = 40)
        String sid;

        @Column(table = "m_second_b", length = LONG)
        String payload;
    }

    @Entity
    @Immutable
    @Table(name = "m_immutable")
    public static class Unchanging extends Base {}

    @Entity
    @DynamicInsert
    @DynamicUpdate
    @Table(name = "m_dynamic")
    public static class Dynamic extends Base {}

    @Entity
    @Table(name = "m_version")
    public static class Counted extends Base {
        @Version
        int revision;
    }

    @Entity
    @Table(name = "m_version_time")
    public static class Timed extends Base {
        @Version
        Instant changed;
    }

    @Entity
    @SoftDelete
    @Table(name = "m_soft_delete")
    public static class Soft extends Base {}

    @Entity
    @Table(name = "m_tenant")
    public static class OfTenant extends Base {
        @TenantId
        @Column(length = 20)
        String tenant;
    }

    @Entity
    @SQLRestriction("state = 'open'")
    @Table(name = "m_restricted")
    public static class Restricted extends Base {
        @Column(length = 10)
        String state;
    }

    @Entity
    @Table(name = "m_required")
    public static class Required extends Base {
        @Column(nullable = false, length = 20)
        String tenant;
    }

    @Entity
    @Table(name = "m_filled")
    public static class Filled extends Base {
        @Column(nullable = false, length = 20)
        String tenant;

        @PrePersist
        void fill() {
            tenant = "acme";
        }
    }

    @Entity
    @Table(name = "m_updated_at")
    public static class UpdatedAt extends Base {
        @UpdateTimestamp
        public Instant updatedAt;
    }

    @Entity(name = "Reserved")
    @Table(name = "\"order\"")
    public static class ReservedWords {
        @Id
        @Column(name = "\"user\"", length = 40)
        String sid;

        @Column(name = "\"group\"", length = LONG)
        String payload;
    }

    @Entity
    @Cacheable
    @Table(name = "m_cached")
    public static class Cached extends Base {}

    /** Read and written by its methods. */
    @Entity
    @Table(name = "m_properties")
    public static class Properties {
        private String key;
        private String text;

        @Id
        @Column(name = "sid", length = 40)
        public String getSid() {
            return key;
        }

        public void setSid(String value) {
            key = value;
        }

        @Column(name = "payload", length = LONG)
        public String getPayload() {
            return text;
        }

        public void setPayload(String value) {
            text = value;
        }
    }

    /** An attribute for everything. */
    @MappedSuperclass
    public static class Everything {
        @Id
        @Column(length = 40)
        String sid;

        @Bookkeeping(Part.HANDLE)
        @Column(length = 40)
        String handle;

        @Bookkeeping(Part.VERSION)
        Long stamp;

        @Bookkeeping(Part.CREATED_AT)
        Long began;

        @Bookkeeping(Part.LAST_ACCESSED_AT)
        Long seen;

        @Bookkeeping(Part.MAX_IDLE)
        Long idle;

        @Bookkeeping(Part.ENDS_AT)
        Long ends;

        @Bookkeeping(Part.EXPIRES_AT)
        Long until;
    }

    @Entity
    @Table(name = "m_all_text")
    public static class AllText extends Everything {
        @Column(length = LONG)
        String payload;

        @Bookkeeping(Part.PRINCIPAL)
        String owner;
    }

    @Entity
    @Table(name = "m_all_lob")
    public static class AllLob extends Everything {
        @Lob
        @Column(length = LONG)
        String payload;

        @Bookkeeping(Part.PRINCIPAL)
        String owner;
    }

    @Entity
    @Table(name = "m_all_encrypted")
    public static class AllEncrypted extends Everything {
        @Convert(converter = Converters.Encrypted.class)
        @Column(length = LONG)
        String payload;

        @Bookkeeping(Part.PRINCIPAL)
        String owner;
    }

    @Entity
    @Table(name = "m_user_encrypted")
    public static class UserEncrypted extends Everything {
        @Column(length = LONG)
        String payload;

        @Convert(converter = Converters.Encrypted.class)
        @Bookkeeping(Part.PRINCIPAL)
        String owner;
    }

    /** Mapped by {@code META-INF/mappings-orm.xml} alone. */
    public static class ByXml {
        String sid;
        String payload;
    }

    /** The same, with a {@code <lob/>}. */
    public static class LobByXml {
        String sid;
        String payload;
    }
}
