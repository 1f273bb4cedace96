package dev.carnet;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.event.SessionInfo;
import dev.carnet.internal.attribute.AttributeFaults;
import dev.carnet.internal.watch.Events;
import dev.carnet.options.UnreadablePolicy;
import dev.carnet.spi.SessionHeader;

/**
 * Reports the faults of one session's attributes as events.
 *
 * @param policy whether an unreadable attribute is also an error
 */
record ReportedFaults(Events events, UnreadablePolicy policy, SessionHeader session) implements AttributeFaults {
    @Override
    public void unreadable(String name, SessionCodecException cause) {
        events.attributeUnreadable(SessionInfo.of(session), name, cause);
        if (policy == UnreadablePolicy.FAIL) {
            throw cause;
        }
    }

    @Override
    public void notStored(String name, ChangingValueException cause) {
        events.attributeNotStored(SessionInfo.of(session), name, cause);
    }

    @Override
    public void altered(String name) {
        events.attributeAltered(SessionInfo.of(session), name);
    }
}
