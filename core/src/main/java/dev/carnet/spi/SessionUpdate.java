package dev.carnet.spi;

/**
 * One guarded write. A store that keeps a session as one value writes {@link #next} if the version is still the base's; a
 * store that keeps fields applies {@link #change} if the same handle is still there, and where the update is exact, the base's
 * version.
 *
 * @param base what the writer had read; or written, and then without {@link SessionRecord#asRead()}
 * @param next what base becomes through change, with its new version
 * @param change what the writer did
 * @param isExact whether the version has to be the base's in a store that keeps fields, too: the writer made its values out of
 *     those that it had read. Else it is a {@linkplain UpdateResult#CONFLICT conflict}
 */
public record SessionUpdate(SessionRecord base, SessionRecord next, Change change, boolean isExact) {
    /** The update of a writer whose values owe nothing to what others write meanwhile. */
    public SessionUpdate(SessionRecord base, SessionRecord next, Change change) {
        this(base, next, change, false);
    }

    /** The same, exact. */
    public SessionUpdate exactly() {
        return new SessionUpdate(base, next, change, true);
    }

    /** Whether the session moves to another key. */
    public boolean changesKey() {
        return change.newKey() != null;
    }

    /** Whether the idle limit is set, the only thing that may bring the expiry forward. */
    public boolean setsMaxIdle() {
        return change.maxIdle() != null;
    }

    /** Whether what stands beside the attributes stays as it is but for version and last access, as in most writes. */
    public boolean changesAttributesOnly() {
        SessionHeader header = base.header();
        return !header.isForeign()
                && !changesKey()
                && !setsMaxIdle()
                && change.principal() == null
                && next.header().expiresAt().equals(header.expiresAt());
    }

    /**
     * The record to store where this one is stored now: the next state, but a last access or an expiry that a touch has
     * meanwhile moved on does not move back.
     */
    public SessionRecord over(SessionHeader stored) {
        SessionHeader header = next.header();
        return new SessionRecord(
                header.accessed(stored.lastAccessedAt(), setsMaxIdle() ? header.expiresAt() : stored.expiresAt()),
                next.attributes());
    }
}
