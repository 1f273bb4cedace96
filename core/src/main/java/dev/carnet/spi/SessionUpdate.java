package dev.carnet.spi;

/**
 * One guarded write. A store that keeps a session as one value writes {@link #next} if the stored version is that of the
 * base. A store that keeps separate fields applies {@link #change} if the handle is unchanged and, for an exact update,
 * the version too.
 *
 * @param base the record that the writer had read, or had written, in which case {@link SessionRecord#asRead()} is null
 * @param next the result of applying the change to the base, with a new version
 * @param change the changes of the writer
 * @param isExact whether a store that keeps separate fields must compare the version too, because the writer derived its
 *     values from those that it had read; a difference is a {@linkplain UpdateResult#CONFLICT conflict}
 */
public record SessionUpdate(SessionRecord base, SessionRecord next, Change change, boolean isExact) {
    /** An update whose values do not depend on concurrent changes of others. */
    public SessionUpdate(SessionRecord base, SessionRecord next, Change change) {
        this(base, next, change, false);
    }

    /** Whether the session moves to another key. */
    public boolean changesKey() {
        return change.newKey() != null;
    }

    /** Whether the idle timeout is set, the only change that may make the expiry earlier. */
    public boolean setsMaxIdle() {
        return change.maxIdle() != null;
    }

    /** Whether only attributes, version and last access change, as in most writes. */
    public boolean changesAttributesOnly() {
        SessionHeader header = base.header();
        return !header.isForeign()
                && !changesKey()
                && !setsMaxIdle()
                && change.principal() == null
                && next.header().expiresAt().equals(header.expiresAt());
    }

    /**
     * The record to store over the given stored one: the next state, except that a last access or an expiry that a touch
     * has advanced in the meantime does not move backwards.
     */
    public SessionRecord over(SessionHeader stored) {
        SessionHeader header = next.header();
        return new SessionRecord(
                header.accessed(stored.lastAccessedAt(), setsMaxIdle() ? header.expiresAt() : stored.expiresAt()),
                next.attributes());
    }
}
