package dev.carnet.internal;

import dev.carnet.SessionCodecException;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionCodec;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attribute while a request holds it. Its live value is the object last put or handed out; its base is the bytes that
 * object was read from. Guarded by its {@link TrackedAttributes}.
 */
final class TrackedAttribute {
    private @Nullable Encoded base;
    private @Nullable Encoded put;
    private @Nullable Object live;
    private @Nullable Type readAs;
    private @Nullable Encoded canonicalBase;
    private boolean unreadable;
    private int revision;

    static TrackedAttribute absent() {
        return new TrackedAttribute();
    }

    static TrackedAttribute stored(Encoded value) {
        TrackedAttribute attribute = new TrackedAttribute();
        attribute.base = value;
        return attribute;
    }

    boolean isUnreadable() {
        return unreadable;
    }

    int revision() {
        return revision;
    }

    /** From now on it is absent, until it is put. */
    void markUnreadable() {
        unreadable = true;
    }

    void put(Object value, Encoded encoded, int revision) {
        this.live = value;
        this.put = encoded;
        this.readAs = null;
        this.unreadable = false;
        this.revision = revision;
    }

    @Nullable
    Object value(SessionCodec codec) {
        if (live == null && base != null && !unreadable) {
            handOut(codec.decode(base), null);
        }
        return live;
    }

    @Nullable
    Object value(Type type, SessionCodec codec) {
        Object held = live;
        if (held != null && (type.equals(readAs) || (type instanceof Class<?> wanted && wanted.isInstance(held)))) {
            return held;
        }
        Encoded source = held == null ? base : codec.encode(held);
        if (source == null) {
            return null;
        }
        Object value = codec.decode(source, type);
        if (value != null && !ImmutableTypes.isImmutable(value)) {
            handOut(value, type);
        }
        return value;
    }

    private void handOut(@Nullable Object value, @Nullable Type type) {
        live = value;
        readAs = type;
        canonicalBase = null;
    }

    /**
     * The bytes to write, or null if nothing changed. A live object has changed when its bytes differ from the base and from
     * the base decoded and encoded again: so order of fields, pretty-printing and an older class are no change.
     */
    @Nullable
    Encoded change(SessionCodec codec) {
        Object value = live;
        if (value == null) {
            return null;
        }
        if (ImmutableTypes.isImmutable(value)) {
            return put;
        }
        Encoded now;
        try {
            now = codec.encode(value);
        } catch (SessionCodecException e) {
            if (isCopy(codec)) {
                return null;
            }
            throw e;
        }
        if (put != null) {
            return now;
        }
        return now.equals(base) || now.equals(canonicalBase(codec)) ? null : now;
    }

    /** Whether it was read as a class that may not be stored: then it was a copy from the start. */
    private boolean isCopy(SessionCodec codec) {
        return put == null && canonicalBase(codec) == null;
    }

    private @Nullable Encoded canonicalBase(SessionCodec codec) {
        if (canonicalBase == null && base != null) {
            try {
                Object again = readAs == null ? codec.decode(base) : codec.decode(base, readAs);
                canonicalBase = again == null ? null : codec.encode(again);
            } catch (SessionCodecException otherTypeThanTheBase) {
                return null;
            }
        }
        return canonicalBase;
    }

    /** Its bytes of a revision are stored; a later put stays to be written. */
    void stored(Encoded value, int storedRevision) {
        base = value;
        canonicalBase = null;
        if (revision == storedRevision) {
            put = null;
        }
    }

    /**
     * Whether somebody else has written or removed it, and the application holds no object of it: then nothing is worth
     * keeping.
     *
     * @param now what is stored of it now
     */
    boolean isOutdatedBy(@Nullable Encoded now) {
        return put == null && live == null && !Objects.equals(base, now);
    }
}
