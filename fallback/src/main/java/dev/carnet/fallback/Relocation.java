package dev.carnet.fallback;

import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.SessionHeader;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.SessionUpdate;
import dev.carnet.spi.UpdateResult;
import dev.carnet.spi.decorate.Versions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Moves a session from the old store to the new one, in three steps.
 *
 * <ol>
 *   <li>In the old store it gets its {@linkplain MovingKeys moving key}, which is one guarded update: from then on no writer of
 *       the old store reaches it, and what is read under that key is final.
 *   <li>It is created in the new store, under its own key.
 *   <li>The record under the moving key is deleted. Exactly one mover deletes it: whoever finds it gone has stalled while the
 *       session was moved and ended by others, and takes back what it has created.
 * </ol>
 *
 * <p>A move that breaks off after the first step is completed by whoever looks for the session next.
 */
final class Relocation {
    private final SessionStore from;
    private final SessionStore to;
    private final Arrival arrival;
    private final boolean compares;

    /** @param compares whether what has arrived is read again before the old store's record goes */
    Relocation(SessionStore from, SessionStore to, ValueTransfer transfer, boolean compares) {
        this.from = from;
        this.to = to;
        this.arrival = new Arrival(from.traits(), to, transfer);
        this.compares = compares;
    }

    /**
     * Converts a session for the new store, and leaves it where it is.
     *
     * @throws UnreadableSessionException if the new store could not keep it
     */
    SessionRecord converted(SessionRecord found) {
        return arrival.fit(found, found.header().key());
    }

    /**
     * Moves a session.
     *
     * @param found as the old store gave it; if somebody else wrote it, then with the limits that it gets
     * @return the session in the new store; empty if it has gone meanwhile, or is in other hands
     * @throws UnreadableSessionException if the new store cannot keep it; it stays where it is
     */
    Optional<SessionRecord> move(SessionRecord found) {
        SessionHeader header = found.header();
        arrival.fit(found, header.key()); // fails before anything has happened
        SessionKey moving = MovingKeys.of(header.key());
        Change.SetTo<Duration> limit = header.isForeign() ? new Change.SetTo<>(header.maxIdle()) : null;
        Change change = new Change(Map.of(), Set.of(), null, limit, moving);
        SessionRecord next = record(header, moving, found.attributes());
        return from.update(new SessionUpdate(found, next, change)) == UpdateResult.SAVED
                ? complete(header.key())
                : Optional.empty();
    }

    /**
     * The second and third step, for a session that has its moving key.
     *
     * @param key its own
     * @return the session in the new store; empty if it has gone meanwhile
     */
    Optional<SessionRecord> complete(SessionKey key) {
        SessionKey moving = MovingKeys.of(key);
        Optional<SessionRecord> found = from.find(moving);
        if (found.isEmpty()) {
            return to.find(key);
        }
        SessionRecord arrived = arrival.fit(found.get(), key);
        if (!to.create(arrived)) {
            return to.find(key);
        }
        if (compares) {
            arrival.requireKept(List.of(arrived));
        }
        if (!from.delete(moving, null)) {
            takeBack(arrived);
            return to.find(key);
        }
        return Optional.of(arrived);
    }

    /**
     * Completes a move whose mover is known to have died, and removes what it left of a session that had arrived. Another
     * mover of the same session that is alive finds that gone, and takes back what is still as it created it; so it is written
     * anew before.
     */
    void settle(SessionKey key) {
        Optional<SessionRecord> arrived = complete(key);
        SessionKey moving = MovingKeys.of(key);
        Optional<SessionRecord> left = from.find(moving);
        if (left.isPresent() && arrived.isPresent() && isOver(left.get().header(), arrived.get())) {
            from.delete(moving, null);
        }
    }

    private boolean isOver(SessionHeader left, SessionRecord arrived) {
        return left.handle().equals(arrived.header().handle())
                && (left.version() != arrived.header().version() || isWrittenAnew(arrived));
    }

    private boolean isWrittenAnew(SessionRecord arrived) {
        SessionHeader header = arrived.header();
        SessionRecord next = record(header, header.key(), arrived.attributes());
        Change change = new Change(Map.of(), Set.of(), null, new Change.SetTo<>(header.maxIdle()), null);
        return to.update(new SessionUpdate(arrived, next, change)) != UpdateResult.GONE;
    }

    /** Unless somebody has changed it since, which shows that it lives. */
    private void takeBack(SessionRecord arrived) {
        SessionHeader header = arrived.header();
        boolean isUntouched = to.find(header.key())
                .filter(now -> now.header().version() == header.version())
                .isPresent();
        if (isUntouched) {
            to.delete(header.key(), null);
        }
    }

    private static SessionRecord record(SessionHeader header, SessionKey key, Attributes attributes) {
        return new SessionRecord(
                header.withKey(key).withVersion(Versions.next()).withSize(attributes.size()), attributes);
    }
}
