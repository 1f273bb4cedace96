package dev.carnet.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stored session, whole. Immutable.
 *
 * @param header everything but the attributes
 * @param attributes the attributes
 * @param asRead what the store found, as it stands, where it guards an update by just that rather than by the version (a
 *     record that somebody else writes too); the engine hands it back in {@link SessionUpdate#base()} and does not look at
 *     it, nor does {@link #equals}. Null for a record that was not read
 */
public record SessionRecord(
        SessionHeader header,
        Attributes attributes,
        @Nullable Object asRead) {

    public SessionRecord(SessionHeader header, Attributes attributes) {
        this(header, attributes, null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SessionRecord that && header.equals(that.header) && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(header, attributes);
    }

    /** Without what was read: values may be personal. */
    @Override
    public String toString() {
        return "SessionRecord[" + header + ", " + attributes + "]";
    }
}
