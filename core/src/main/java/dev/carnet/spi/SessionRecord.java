package dev.carnet.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A complete stored session. Immutable.
 *
 * @param header everything except the attributes
 * @param attributes the attributes
 * @param asRead what the store or a decorator wants back in {@link SessionUpdate#base()}, such as the data as read, to
 *     guard an update of a record that other programs write too. The engine does not interpret it; {@link #equals}
 *     ignores it. Null for a record that was not read
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

    /** Without the data as read, because values may be personal data. */
    @Override
    public String toString() {
        return "SessionRecord[" + header + ", " + attributes + "]";
    }
}
