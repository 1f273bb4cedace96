package dev.carnet.testkit;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Writes down the names of the events it is told. */
public final class RecordedEvents implements SessionListener {
    private final Queue<String> names = new ConcurrentLinkedQueue<>();

    /** The events since the last time, in order, such as {@code "created"} or {@code "destroyed REVOKED"}. */
    public List<String> take() {
        List<String> taken = List.copyOf(names);
        names.clear();
        return taken;
    }

    @Override
    public void created(SessionInfo session) {
        names.add("created");
    }

    @Override
    public void idChanged(SessionInfo session) {
        names.add("idChanged");
    }

    @Override
    public void destroyed(SessionInfo session, DestroyReason reason) {
        names.add("destroyed " + reason);
    }

    @Override
    public void expired(SessionInfo session) {
        names.add("expired");
    }

    @Override
    public void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException cause) {
        names.add("expiredNotDeleted");
    }

    @Override
    public void touchFailed(SessionInfo session, SessionStoreException cause) {
        names.add("touchFailed");
    }

    @Override
    public void attributeUnreadable(SessionInfo session, String name, SessionCodecException cause) {
        names.add("attributeUnreadable " + name);
    }

    @Override
    public void attributeNotStored(SessionInfo session, String name, ChangingValueException cause) {
        names.add("attributeNotStored " + name);
    }

    @Override
    public void attributeAltered(SessionInfo session, String name) {
        names.add("attributeAltered " + name);
    }

    @Override
    public void recordUnreadable(UnreadableSessionException cause) {
        names.add("recordUnreadable");
    }

    @Override
    public void conflictMerged(SessionInfo session, int attempts) {
        names.add("conflictMerged");
    }

    @Override
    public void writeDropped(SessionInfo session) {
        names.add("writeDropped");
    }

    @Override
    public void storeFailed(String operation, @Nullable SessionInfo session, SessionStoreException cause) {
        names.add("storeFailed " + operation);
    }

    @Override
    public void storeDown(SessionStoreException cause) {
        names.add("storeDown");
    }

    @Override
    public void storeUp() {
        names.add("storeUp");
    }
}
