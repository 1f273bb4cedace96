package dev.carnet.jpa.query;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.jpa.entity.Bookkeeping.Part;
import dev.carnet.jpa.entity.SessionEntity;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionPage;
import dev.carnet.spi.SessionQuery;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.document.LeaseRecord;
import dev.carnet.spi.document.StoredHeader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads what queries select: the id first, the data or its size last.
 *
 * @param entity the entity selected from
 */
public record EntityRows(SessionEntity entity) {
    /** The id in a row; a {@code CHAR} column fills it up with blanks, with which no key ends. */
    private static String id(@Nullable Object[] row) {
        return String.valueOf(row[0]).stripTrailing();
    }

    /** The key in a row; throws {@link UnreadableSessionException} if its id can be none. */
    public SessionKey key(@Nullable Object[] row) {
        return SessionKey.ofStored(id(row));
    }

    /** The row with just this key: the database may have taken another for it. */
    public Optional<@Nullable Object[]> only(SessionKey key, List<@Nullable Object[]> rows) {
        return rows.stream().filter(row -> id(row).equals(key.value())).findFirst();
    }

    /** The session in a row; throws {@link UnreadableSessionException} if the data holds none. */
    public SessionRecord readable(@Nullable Object[] row, Function<String, SessionRecord> reader) {
        Object data = row[row.length - 1];
        if (data == null) {
            throw new UnreadableSessionException("JPA: a row's data is null; the row is left unchanged", null);
        }
        try {
            return reader.apply(entity.dataType().text(data));
        } catch (IllegalArgumentException e) {
            throw new UnreadableSessionException(
                    "JPA: a row's data is not a JSON object; the row is left unchanged", e);
        }
    }

    /** Whether the data in a row is just this text. */
    public boolean holds(@Nullable Object[] row, String text) {
        Object data = row[row.length - 1];
        try {
            return data != null && entity.dataType().text(data).equals(text);
        } catch (IllegalArgumentException unreadable) {
            return false;
        }
    }

    /**
     * The header in a row that has all of {@link SessionEntity#kept}; {@link StoredHeader} says what it means. A null expiry is
     * {@link SessionHeader#NEVER}, for which not every column has room.
     */
    public SessionHeader header(@Nullable Object[] row, int size) {
        Instant expiresAt = instant(Part.EXPIRES_AT, row);
        Long maxIdle = (Long) value(Part.MAX_IDLE, row);
        return new StoredHeader(
                        (String) value(Part.FORMAT, row),
                        (String) value(Part.HANDLE, row),
                        (Long) value(Part.VERSION, row),
                        instant(Part.CREATED_AT, row),
                        instant(Part.LAST_ACCESSED_AT, row),
                        maxIdle == null ? null : Duration.ofMillis(maxIdle),
                        instant(Part.ENDS_AT, row),
                        expiresAt == null ? SessionHeader.NEVER : expiresAt,
                        (String) value(Part.PRINCIPAL, row))
                .read("JPA", key(row), size);
    }

    /** The header in a row of which only a size, or the data for the sake of its size, was asked for. */
    public SessionHeader header(@Nullable Object[] row) {
        return header(row, size(row[row.length - 1]));
    }

    private static int size(@Nullable Object last) {
        if (last instanceof Number size) {
            return size.intValue();
        }
        return last instanceof byte[] data ? data.length : last instanceof String text ? text.length() : 0;
    }

    private @Nullable Object value(Part part, @Nullable Object[] row) {
        int place = entity.kept().indexOf(part);
        return place < 0 ? null : row[1 + place];
    }

    private @Nullable Instant instant(Part part, @Nullable Object[] row) {
        return entity.instant(part, value(part, row));
    }

    /**
     * Whether a row without data says that another process sweeps.
     *
     * @param lease the caller's claim, made at its last access
     */
    public boolean isHeldByAnother(@Nullable Object[] row, SessionHeader lease, Instant until) {
        return !lease.handle().equals(value(Part.HANDLE, row))
                && !LeaseRecord.isFree(instant(Part.ENDS_AT, row), lease.lastAccessedAt(), until);
    }

    /** The place of a row in the order of a sweep. */
    public EntityPosition position(@Nullable Object[] row) {
        return new EntityPosition(Objects.requireNonNull(instant(Part.EXPIRES_AT, row)), id(row));
    }

    /** The sessions that match a query exactly; a collation may have treated two users as equal. */
    public SessionPage page(
            List<@Nullable Object[]> rows,
            Function<@Nullable Object[], SessionRecord> reader,
            SessionQuery query,
            int limit) {
        List<SessionRecord> page = new ArrayList<>();
        List<String> unreadable = new ArrayList<>();
        for (@Nullable Object[] row : rows) {
            if (StoredHeader.isLease(id(row))) {
                continue;
            }
            try {
                SessionRecord session = reader.apply(row);
                if (query.matches(session.header())) {
                    page.add(session);
                }
            } catch (UnreadableSessionException e) {
                unreadable.add(id(row));
            }
        }
        boolean isLast = rows.size() < limit;
        return new SessionPage(page, unreadable, isLast ? null : id(rows.get(rows.size() - 1)));
    }
}
