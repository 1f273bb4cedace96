package dev.carnet.internal.attribute;

import dev.carnet.spi.Attributes;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.codec.SessionCodec;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Encodes each attribute independently: an object shared by two attributes becomes two objects. */
record SingleCoder(SessionCodec codec) implements AttributeCoder {
    @Override
    public boolean isAttribute(Encoded stored) {
        return true;
    }

    @Override
    public Set<String> names(Attributes stored) {
        return stored.names();
    }

    @Override
    public Encoded admit(Object value) {
        return codec.encode(value);
    }

    @Override
    public @Nullable Object decode(Encoded stored) {
        return codec.decode(stored);
    }

    @Override
    public @Nullable Object decode(Encoded stored, Type type) {
        return codec.decode(stored, type);
    }

    @Override
    public boolean is(Object value, Type type) {
        return type instanceof Class<?> wanted && wanted.isInstance(value);
    }

    @Override
    public @Nullable Object convert(Object value, Type type) {
        return codec.decode(codec.encode(value), type);
    }

    @Override
    public void look(Collection<TrackedAttribute> touched) {}

    @Override
    public Encoded looked(Object value) {
        return codec.encode(value);
    }

    @Override
    public @Nullable Encoded again(Encoded stored, @Nullable Type type) {
        Object value = type == null ? codec.decode(stored) : codec.decode(stored, type);
        return value == null ? null : codec.encode(value);
    }

    @Override
    public boolean isLessThan(Encoded bytes, Encoded others) {
        return PlainDifference.isLess(codec, bytes, others);
    }

    @Override
    public boolean isUnchangedBehind(Encoded bytes, Runnable altered) {
        return true;
    }

    @Override
    public Delta complete(Delta changed, Map<String, TrackedAttribute> touched, Attributes base) {
        return changed;
    }

    @Override
    public void stored(Delta delta, Attributes now) {}
}
