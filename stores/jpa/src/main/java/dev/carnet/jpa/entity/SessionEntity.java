package dev.carnet.jpa.entity;

import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.document.StoredHeader;
import jakarta.persistence.PersistenceException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Member;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The entity that keeps sessions, and its attributes that Carnet reads and writes. Immutable. */
public final class SessionEntity {
    private final Class<?> type;
    private final String name;
    private final MethodHandle constructor;
    private final EntityAttribute id;
    private final EntityAttribute data;
    private final DataType dataType;
    private final Map<Part, EntityAttribute> bookkeeping;
    private final List<Part> kept;
    private final @Nullable String managedVersion;
    private final boolean isOverwritten;
    private final Map<EntityAttribute, MethodHandle> setters = new LinkedHashMap<>();

    /**
     * @param type its class
     * @param name its name in queries
     * @param constructor makes an empty one: {@code ()Object}
     * @param bookkeeping of the right types
     * @param managedVersion a number that other writers rely on to grow with every write, or null
     * @param isOverwritten whether a save by the application takes back what a session changed since the application loaded it
     * @throws IllegalArgumentException if an attribute cannot be written, saying why
     */
    public SessionEntity(
            Class<?> type,
            String name,
            MethodHandle constructor,
            EntityAttribute id,
            EntityAttribute data,
            Map<Part, EntityAttribute> bookkeeping,
            @Nullable String managedVersion,
            boolean isOverwritten) {
        this.type = type;
        this.name = name;
        this.constructor = constructor;
        this.id = id;
        this.data = data;
        this.bookkeeping = new EnumMap<>(bookkeeping);
        this.kept = List.copyOf(this.bookkeeping.keySet());
        this.managedVersion = managedVersion;
        this.isOverwritten = isOverwritten;
        dataType = data.type() == String.class ? DataType.TEXT : DataType.BYTES;
        setters.put(id, id.setter());
        setters.put(data, data.setter());
        bookkeeping.values().forEach(each -> setters.put(each, each.setter()));
    }

    public Class<?> type() {
        return type;
    }

    public String name() {
        return name;
    }

    public EntityAttribute id() {
        return id;
    }

    public EntityAttribute data() {
        return data;
    }

    public DataType dataType() {
        return dataType;
    }

    /** Whether a save by the application takes back what a session changed since the application loaded it. */
    public boolean isOverwritten() {
        return isOverwritten;
    }

    /** The attributes for a session's bookkeeping. */
    public Map<Part, EntityAttribute> bookkeeping() {
        return bookkeeping;
    }

    /** Whether a field or method is that of such an attribute. */
    public boolean isBookkeeping(Member member) {
        return bookkeeping.values().stream().anyMatch(each -> each.member().equals(member));
    }

    /** Whether there is an attribute for each part; without that of the format a row does not say what its key is. */
    public boolean keepsAll() {
        return Stream.of(Part.values()).allMatch(part -> part == Part.FORMAT || bookkeeping.containsKey(part));
    }

    /** The parts that there is an attribute for, in a fixed order. */
    public List<Part> kept() {
        return kept;
    }

    /** The longest principal that an attribute of its own takes; in the data there is no limit. */
    public int maxPrincipalLength() {
        EntityAttribute principal = bookkeeping.get(Part.PRINCIPAL);
        return principal == null ? Integer.MAX_VALUE : principal.maxLength();
    }

    /** Adds what makes the provider's own version grow, as everybody who loads the entity expects. */
    public String andVersion(String assignments) {
        return managedVersion == null
                ? assignments
                : assignments + ", e." + managedVersion + " = e." + managedVersion + " + 1";
    }

    /** What a part's attribute holds for a session. */
    public @Nullable Object value(Part part, SessionHeader header) {
        return switch (part) {
            case FORMAT -> StoredHeader.format(header);
            case VERSION -> header.version();
            case HANDLE -> header.handle();
            case CREATED_AT -> time(part, header.createdAt());
            case LAST_ACCESSED_AT -> time(part, header.lastAccessedAt());
            case MAX_IDLE -> millis(header.maxIdle());
            case ENDS_AT -> time(part, header.endsAt());
            case EXPIRES_AT -> time(part, header.expiresAt());
            case PRINCIPAL -> header.principal();
        };
    }

    /** An instant as a part's attribute holds it. */
    public @Nullable Object time(Part part, @Nullable Instant instant) {
        return instant == null ? null : type(part).of(instant);
    }

    /** The instant that a part's attribute holds, or null. */
    public @Nullable Instant instant(Part part, @Nullable Object stored) {
        return stored == null ? null : type(part).instant(stored);
    }

    private StoredTime type(Part part) {
        Class<?> type = Objects.requireNonNull(bookkeeping.get(part)).type();
        return StoredTime.in(type).orElseThrow();
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : TimeUnit.MILLISECONDS.convert(duration);
    }

    /** A new one that holds a session. */
    public Object filled(SessionHeader header, String text) {
        try {
            Object entity = constructor.invoke();
            set(entity, id, header.key().value());
            set(entity, data, dataType.stored(text));
            for (Map.Entry<Part, EntityAttribute> each : bookkeeping.entrySet()) {
                set(entity, each.getValue(), value(each.getKey(), header));
            }
            return entity;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new PersistenceException("the entity " + name + " cannot be created", e);
        }
    }

    /** A new one that says which process sweeps. */
    public Object filledLease(SessionHeader lease) {
        Object entity = filled(lease, "{}");
        EntityAttribute format = bookkeeping.get(Part.FORMAT);
        if (format != null) {
            try {
                set(entity, format, StoredHeader.LEASE_FORMAT);
            } catch (RuntimeException | Error e) {
                throw e;
            } catch (Throwable e) {
                throw new PersistenceException("the entity " + name + " cannot be created", e);
            }
        }
        return entity;
    }

    private void set(Object entity, EntityAttribute attribute, @Nullable Object value) throws Throwable {
        Objects.requireNonNull(setters.get(attribute)).invoke(entity, value);
    }

    /** How sessions are kept, for people. */
    @Override
    public String toString() {
        String guard = keepsAll()
                ? "the version"
                : "the data as it was read; of the bookkeeping, " + bookkeeping.size() + " of " + Part.values().length
                        + " have an attribute, and everything is stored in the data";
        return name + " keeps the id in " + id + ", the session in " + data + ", a "
                + data.type().getSimpleName() + "; a write is guarded by " + guard;
    }
}
