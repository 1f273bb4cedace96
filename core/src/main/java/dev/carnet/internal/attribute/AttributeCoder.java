package dev.carnet.internal.attribute;

import dev.carnet.error.SessionCodecException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Converts the objects of one session to bytes and back: each attribute independently, or all as one graph. Guarded by
 * its {@link TrackedAttributes}, except {@link #admit}.
 */
interface AttributeCoder {
    /** Whether a stored value is an attribute, and not a part that some refer to. */
    boolean isAttribute(Encoded stored);

    /** The names of the attributes among what is stored, in its order. */
    Set<String> names(Attributes stored);

    /** The bytes of a value by itself; throws {@link SessionCodecException} if it may not be stored. Thread-safe. */
    Encoded admit(Object value);

    /** As {@link dev.carnet.spi.codec.SessionCodec#decode(Encoded)}. */
    @Nullable
    Object decode(Encoded stored);

    /** As {@link dev.carnet.spi.codec.SessionCodec#decode(Encoded, Type)}. */
    @Nullable
    Object decode(Encoded stored, Type type);

    /** Whether a value can be handed out as a type as it stands. */
    boolean is(Object value, Type type);

    /** A value as another type; throws {@link SessionCodecException} if it cannot be read as that. */
    @Nullable
    Object convert(Object value, Type type);

    /** To be told what may have changed, before it is asked for one by one. */
    void look(Collection<TrackedAttribute> touched);

    /**
     * The bytes of a value that was looked at in an attribute.
     *
     * @throws SessionCodecException if it may not be stored
     */
    Encoded looked(Object value);

    /**
     * The bytes that stored bytes would have if they were decoded and encoded now.
     *
     * @param type what to read them as, or null for what they say themselves
     * @return null if the bytes say null
     * @throws SessionCodecException if they cannot be decoded or encoded
     */
    @Nullable
    Encoded again(Encoded stored, @Nullable Type type);

    /** Whether bytes lack something that is in others, or have something else in its place; see {@link PlainDifference}. */
    boolean isLessThan(Encoded bytes, Encoded others);

    /**
     * Whether what a value's bytes refer to is as it is stored.
     *
     * @param altered told if that, decoded and encoded again, lacks something that is stored
     */
    boolean isUnchangedBehind(Encoded bytes, Runnable altered);

    /**
     * Adds to what changed what changes with it.
     *
     * @param changed is not empty
     * @param touched what was looked at, by name
     * @param base what is stored
     */
    Delta complete(Delta changed, Map<String, TrackedAttribute> touched, Attributes base);

    /** Notes that a delta is stored, and what now is. */
    void stored(Delta delta, Attributes now);
}
