package dev.carnet.internal.attribute;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Encoded;
import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One attribute during a request. Its live value is the object last put or returned; its base is the bytes from which
 * that object was read. Guarded by its {@link TrackedAttributes}.
 */
final class TrackedAttribute {
    private @Nullable Encoded base;
    private @Nullable Encoded put;
    private @Nullable Object live;
    private @Nullable Type readAs;
    private @Nullable Encoded canonicalBase;
    private boolean isPut;
    private boolean unreadable;
    private boolean isKnownAltered;
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

    /** What it is stored as, as far as is known; null if it is not. */
    @Nullable
    Encoded base() {
        return base;
    }

    /** The object to look at for a change made inside it; null if nobody holds one that can be changed. */
    @Nullable
    Object mutable() {
        Object held = live;
        return held == null || ImmutableTypes.isImmutable(held) ? null : held;
    }

    /** From now on it is absent, until it is put. */
    void markUnreadable() {
        unreadable = true;
    }

    /**
     * Takes a new value.
     *
     * @param encoded its bytes; null if there was no moment at which it could be looked at
     */
    void put(Object value, @Nullable Encoded encoded, int revision) {
        this.live = value;
        this.put = encoded;
        this.isPut = true;
        this.readAs = null;
        this.unreadable = false;
        this.revision = revision;
    }

    @Nullable
    Object value(AttributeCoder coder) {
        if (live == null && base != null && !unreadable) {
            handOut(coder.decode(unsealed(base)), null);
        }
        return live;
    }

    @Nullable
    Object value(Type type, AttributeCoder coder) {
        Object held = live;
        if (held != null && (type.equals(readAs) || coder.is(held, type))) {
            return held;
        }
        Encoded stored = base;
        Object value;
        if (held != null) {
            value = coder.convert(held, type);
        } else if (stored != null) {
            value = coder.decode(unsealed(stored), type);
        } else {
            return null;
        }
        if (value != null && !ImmutableTypes.isImmutable(value)) {
            handOut(value, type);
        }
        return value;
    }

    private static Encoded unsealed(Encoded stored) {
        if (stored.isSealed()) {
            throw new SessionCodecException(
                    "it was not encrypted by this store for this attribute of this session: it was modified, moved"
                            + " here, or written without encryption; it is left unchanged",
                    null);
        }
        return stored;
    }

    private void handOut(@Nullable Object value, @Nullable Type type) {
        live = value;
        readAs = type;
        canonicalBase = null;
        isKnownAltered = false;
    }

    /**
     * The bytes to write, or null if nothing changed. A live object has changed when its bytes differ from the base and from
     * the base decoded and encoded again: so order of fields, pretty-printing and an older class are no change.
     *
     * @param isAltered told when the base, decoded and encoded again, lacks something that is in the base
     * @throws ChangingValueException if there is no moment at which it could be looked at
     */
    @Nullable
    Encoded change(AttributeCoder coder, Runnable isAltered) {
        Object value = live;
        if (value == null) {
            return null;
        }
        if (ImmutableTypes.isImmutable(value)) {
            return put;
        }
        Encoded now;
        try {
            now = coder.looked(value);
        } catch (ChangingValueException e) {
            throw e;
        } catch (SessionCodecException e) {
            if (isCopy(coder)) {
                return null;
            }
            throw e;
        }
        if (isPut) {
            return now;
        }
        Runnable altered = () -> tellOnce(isAltered);
        boolean isAsStored = now.equals(base) || now.equals(again(coder, altered));
        return isAsStored && coder.isUnchangedBehind(now, altered) ? null : now;
    }

    private @Nullable Encoded again(AttributeCoder coder, Runnable altered) {
        Encoded again = canonicalBase(coder);
        if (again != null && base != null && !isKnownAltered && coder.isLessThan(again, base)) {
            altered.run();
        }
        return again;
    }

    private void tellOnce(Runnable isAltered) {
        if (!isKnownAltered) {
            isKnownAltered = true;
            isAltered.run();
        }
    }

    /** Whether it was read as a class that may not be stored: then it was a copy from the start. */
    private boolean isCopy(AttributeCoder coder) {
        return !isPut && canonicalBase(coder) == null;
    }

    private @Nullable Encoded canonicalBase(AttributeCoder coder) {
        if (canonicalBase == null && base != null) {
            try {
                canonicalBase = coder.again(base, readAs);
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
        isKnownAltered = false;
        if (revision == storedRevision) {
            put = null;
            isPut = false;
        }
    }

    /**
     * Whether somebody else has written or removed it, and the application holds no object of it: then nothing is worth
     * keeping.
     *
     * @param now what is stored of it now
     */
    boolean isOutdatedBy(@Nullable Encoded now) {
        return !isPut && live == null && !Objects.equals(base, now);
    }
}
