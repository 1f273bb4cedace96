package dev.carnet.jpa.entity;

import dev.carnet.spi.SessionHeader;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The types in which an attribute may hold an instant. Where dates may end early, never is null. */
enum StoredTime {
    MILLIS(Long.class) {
        @Override
        public Object of(Instant instant) {
            return instant.toEpochMilli();
        }

        @Override
        public Instant instant(Object stored) {
            return Instant.ofEpochMilli((Long) stored);
        }
    },

    INSTANT(Instant.class) {
        @Override
        public @Nullable Object of(Instant instant) {
            return isNever(instant) ? null : instant;
        }

        @Override
        public Instant instant(Object stored) {
            return (Instant) stored;
        }
    },

    LOCAL(LocalDateTime.class) {
        @Override
        public @Nullable Object of(Instant instant) {
            return isNever(instant) ? null : LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        }

        @Override
        public Instant instant(Object stored) {
            return ((LocalDateTime) stored).toInstant(ZoneOffset.UTC);
        }
    },

    OFFSET(OffsetDateTime.class) {
        @Override
        public @Nullable Object of(Instant instant) {
            return isNever(instant) ? null : OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
        }

        @Override
        public Instant instant(Object stored) {
            return ((OffsetDateTime) stored).toInstant();
        }
    },

    TIMESTAMP(Timestamp.class) {
        @Override
        public @Nullable Object of(Instant instant) {
            return isNever(instant) ? null : Timestamp.from(instant);
        }

        @Override
        public Instant instant(Object stored) {
            return ((Timestamp) stored).toInstant();
        }
    };

    private final Class<?> type;

    StoredTime(Class<?> type) {
        this.type = type;
    }

    /** The one for an attribute of a type; empty if no instant fits into it. */
    static Optional<StoredTime> in(Class<?> type) {
        Class<?> boxed = type == long.class ? Long.class : type;
        return Arrays.stream(values()).filter(each -> each.type.equals(boxed)).findFirst();
    }

    private static boolean isNever(Instant instant) {
        return instant.equals(SessionHeader.NEVER);
    }

    /** An instant as it is stored. */
    abstract @Nullable Object of(Instant instant);

    /** The instant that is stored as this. */
    abstract Instant instant(Object stored);
}
