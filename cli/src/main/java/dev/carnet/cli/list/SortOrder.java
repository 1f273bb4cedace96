package dev.carnet.cli.list;

import dev.carnet.spi.SessionHeader;
import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What {@code list} puts first. */
enum SortOrder {
    /** The latest access. */
    ACCESSED,
    /** The latest beginning. */
    CREATED,
    /** The next to expire. */
    EXPIRES,
    /** The largest. */
    SIZE,
    /** The user's name, nobody's last. */
    USER;

    Comparator<SessionHeader> order() {
        Comparator<SessionHeader> order =
                switch (this) {
                    case ACCESSED ->
                        Comparator.comparing(SessionHeader::lastAccessedAt).reversed();
                    case CREATED ->
                        Comparator.comparing(SessionHeader::createdAt).reversed();
                    case EXPIRES -> Comparator.comparing(SessionHeader::expiresAt);
                    case SIZE -> Comparator.comparingInt(SessionHeader::size).reversed();
                    case USER ->
                        Comparator.comparing(SessionHeader::principal, Comparator.nullsLast(Comparator.naturalOrder()));
                };
        return order.thenComparing(SessionHeader::handle);
    }

    /** Reads one from the command line. */
    static final class Converter implements ITypeConverter<SortOrder> {
        @Override
        public SortOrder convert(String value) {
            try {
                return valueOf(value.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        "'" + value + "' is not a sort order; allowed is accessed, created, expires, size, user");
            }
        }
    }
}
