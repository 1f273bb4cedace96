package dev.carnet.fallback;

import dev.carnet.error.SessionCodecException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.spi.Attributes;
import dev.carnet.spi.Change;
import dev.carnet.spi.Encoded;
import dev.carnet.spi.SessionRecord;
import dev.carnet.spi.SessionUpdate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Marks a record that was read from the old store and stays there until it is written: see {@link SessionRecord#asRead()}.
 *
 * @param attributes as the old store has them
 * @param asRead what the old store itself had put there
 */
record LeftBehind(Attributes attributes, @Nullable Object asRead) {
    /**
     * Marks a record.
     *
     * @param found as the old store gave it
     * @param converted the same with values that the new store's reader understands
     */
    static SessionRecord mark(SessionRecord found, SessionRecord converted) {
        return new SessionRecord(
                converted.header(), converted.attributes(), new LeftBehind(found.attributes(), found.asRead()));
    }

    /** The record with the values that the old store gave; null if it is no such record. */
    static @Nullable SessionRecord unmark(SessionRecord base) {
        return base.asRead() instanceof LeftBehind mark
                ? new SessionRecord(base.header().withSize(mark.attributes().size()), mark.attributes(), mark.asRead())
                : null;
    }

    /**
     * Converts the values of sessions that stay in the old store. Thread-safe.
     *
     * @param there for the new store's readers
     * @param back for the old store
     */
    record Values(ValueTransfer there, ValueTransfer back) {
        /**
         * Marks a record and converts its values.
         *
         * @throws UnreadableSessionException if a value cannot be converted
         */
        SessionRecord mark(SessionRecord found) {
            try {
                return LeftBehind.mark(found, new SessionRecord(found.header(), there.apply(found.attributes())));
            } catch (SessionCodecException e) {
                throw new UnreadableSessionException(
                        "a value of a session of the fallback cannot be converted; the session stays unchanged", e);
            }
        }

        /**
         * A change for the old store.
         *
         * @param left the base of the update as the old store gave it
         */
        SessionUpdate back(SessionUpdate update, SessionRecord left) {
            Change change = update.change();
            Map<String, Encoded> written =
                    back.apply(new Attributes(change.written())).values();
            Attributes attributes = left.attributes().with(written, change.removed());
            return new SessionUpdate(
                    left,
                    new SessionRecord(update.next().header().withSize(attributes.size()), attributes),
                    new Change(written, change.removed(), change.principal(), change.maxIdle(), change.newKey()),
                    update.isExact());
        }
    }

    /** Without what was read: values may be personal. */
    @Override
    public String toString() {
        return "LeftBehind";
    }
}
