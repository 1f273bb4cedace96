package dev.carnet.jpa.entity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Locale;

/**
 * Marks an attribute of an entity in which Carnet keeps something it knows about a session, beside the id and the data. Every
 * one is optional; what has no attribute stands in the data. A setting that names another attribute for it goes before.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD})
public @interface Bookkeeping {
    /** What the attribute keeps. */
    public Part value();

    /**
     * What there is to keep. Times are {@code Long} (milliseconds since 1970), {@code Instant}, {@code LocalDateTime} (in UTC),
     * {@code OffsetDateTime} or {@code Timestamp}.
     */
    public enum Part {
        /**
         * The stored format and the kind of key: a {@code String} of 8 characters. Without it a row does not say what its key is,
         * so that a table of digests that is opened with {@code hash_ids: false} makes every digest a working cookie.
         */
        FORMAT,
        /** Drawn anew for every write: a {@code Long}, and none that {@code jakarta.persistence.Version} manages. */
        VERSION,
        /** The session's public name, which outlives its ids: a {@code String} of 40 characters. */
        HANDLE,
        /** When the session began: a time. */
        CREATED_AT,
        /** The latest access that was stored: a time. */
        LAST_ACCESSED_AT,
        /** How long the session lives without an access: a {@code Long}, in milliseconds; null is for ever. */
        MAX_IDLE,
        /** When the session ends however busy it is: a time; null is never. */
        ENDS_AT,
        /** From when on the session may be deleted: a time. */
        EXPIRES_AT,
        /** The user the session belongs to: a {@code String}; null is nobody. */
        PRINCIPAL;

        /** As settings, columns and parameters spell it: {@code created_at}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
