package dev.carnet.console;

import dev.carnet.spi.SessionHeader;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A session as pages show it: never its key, which may be a working cookie.
 *
 * @param user as it is, for links; null if nobody's
 * @param userShown as it is shown
 */
record Row(
        String handle,
        @Nullable String user,
        String userShown,
        Time created,
        Time lastAccess,
        Time expires,
        @Nullable Time ends,
        String idleLimit,
        String size,
        boolean expired,
        boolean foreign) {

    /**
     * An instant for people.
     *
     * @param iso for machines; empty for never and unknown
     */
    record Time(String words, String iso) {
        static Time of(Instant instant, Instant now) {
            boolean known = !instant.equals(SessionHeader.NEVER) && !instant.equals(Instant.EPOCH);
            return new Time(Words.relative(instant, now), known ? instant.toString() : "");
        }
    }

    static Row of(SessionHeader header, Instant now) {
        String user = header.principal();
        Instant ends = header.endsAt();
        return new Row(
                header.handle(),
                user,
                user == null ? "–" : Printable.line(user),
                Time.of(header.createdAt(), now),
                Time.of(header.lastAccessedAt(), now),
                Time.of(header.expiresAt(), now),
                ends == null ? null : Time.of(ends, now),
                header.maxIdle() == null ? "none" : Words.exactly(header.maxIdle()),
                Words.size(header.size()),
                header.isExpiredBy(now),
                header.isForeign());
    }
}
