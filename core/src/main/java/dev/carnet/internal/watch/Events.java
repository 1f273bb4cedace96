package dev.carnet.internal.watch;

import dev.carnet.error.ChangingValueException;
import dev.carnet.error.SessionCodecException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.error.UnreadableSessionException;
import dev.carnet.event.DestroyReason;
import dev.carnet.event.ExpiredAttributes;
import dev.carnet.event.SessionInfo;
import dev.carnet.event.SessionListener;
import dev.carnet.spi.SessionRecord;
import dev.carnet.text.Printable;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls all listeners, even if one of them throws an exception, and writes the log, which contains handles, never ids. */
public final class Events implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger("dev.carnet.session");

    private final List<SessionListener> listeners;
    private final Function<SessionRecord, ExpiredAttributes> expiredAttributes;
    private final LogLimit notDeleted;
    private final LogLimit notTouched;
    private final UnknownIds unknownIds;
    private final LogLimit notStored;
    private final LogLimit altered;
    private final AtomicInteger sweptPast = new AtomicInteger();

    /** @param clock limits how often the same warning is logged */
    public Events(List<SessionListener> listeners, InstantSource clock) {
        this(listeners, clock, record -> ExpiredAttributes.NONE);
    }

    /** @param expiredAttributes reads what an expired session held */
    public Events(
            List<SessionListener> listeners,
            InstantSource clock,
            Function<SessionRecord, ExpiredAttributes> expiredAttributes) {
        this.listeners = List.copyOf(listeners);
        this.expiredAttributes = expiredAttributes;
        notDeleted = new LogLimit(clock);
        notTouched = new LogLimit(clock);
        unknownIds = new UnknownIds(clock);
        notStored = new LogLimit(clock);
        altered = new LogLimit(clock);
    }

    @Override
    public void created(SessionInfo session) {
        LOG.debug("session {} created", handle(session));
        tell(each -> each.created(session));
    }

    @Override
    public void idChanged(SessionInfo session) {
        LOG.debug("session {} has a new id", handle(session));
        tell(each -> each.idChanged(session));
    }

    @Override
    public void destroyed(SessionInfo session, DestroyReason reason) {
        LOG.debug("session {} ended: {}", handle(session), reason);
        tell(each -> each.destroyed(session, reason));
    }

    /** Whether some listener wants to be told of expired sessions. */
    @Override
    public boolean wantsExpired() {
        return listeners.stream().anyMatch(SessionListener::wantsExpired);
    }

    /** Whether some listener wants to be told what expired sessions held. */
    @Override
    public boolean wantsExpiredAttributes() {
        return listeners.stream().anyMatch(SessionListener::wantsExpiredAttributes);
    }

    /** A session was found expired and deleted. */
    public void expired(SessionRecord deleted) {
        SessionInfo session = SessionInfo.of(deleted.header());
        LOG.debug("session {} expired", handle(session));
        if (!listeners.isEmpty()) {
            ExpiredAttributes attributes = expiredAttributes.apply(deleted);
            tell(each -> each.expired(session, attributes));
        }
    }

    @Override
    public void expiredNotDeleted(SessionInfo session, @Nullable SessionStoreException cause) {
        long occurrences = notDeleted.occurrencesToLog();
        if (occurrences > 0) {
            LOG.warn(
                    "expired sessions cannot be deleted ({} times, last session {}): {}. Their visitors get no"
                            + " session, but the records stay in the store",
                    occurrences,
                    session.handle(),
                    cause == null ? StillThereException.EXPLANATION : sentence(cause));
        }
        tell(each -> each.expiredNotDeleted(session, cause));
    }

    @Override
    public void touchFailed(SessionInfo session, SessionStoreException cause) {
        long occurrences = notTouched.occurrencesToLog();
        if (occurrences > 0) {
            LOG.warn(
                    "the last access of sessions cannot be stored ({} times, last session {}): {}. Requests"
                            + " continue, but sessions will expire even if they are in use",
                    occurrences,
                    session.handle(),
                    sentence(cause));
        }
        tell(each -> each.touchFailed(session, cause));
    }

    /** A message without its full stop, for the middle of a line. */
    private static String sentence(SessionStoreException cause) {
        return String.valueOf(cause.getMessage()).replaceFirst("\\.$", "");
    }

    /** A request asked for a session that is there. */
    public void knownId() {
        unknownIds.known();
    }

    @Override
    public void unknownId() {
        tell(SessionListener::unknownId);
        int suspicious = unknownIds.unknown();
        if (suspicious > 0) {
            guessingSuspected(suspicious);
        }
    }

    @Override
    public void guessingSuspected(int unknown) {
        LOG.warn(
                "within a minute {} requests had ids without a session, more than had ids of live sessions:"
                        + " somebody may be guessing ids",
                unknown);
        tell(each -> each.guessingSuspected(unknown));
    }

    @Override
    public void attributeUnreadable(SessionInfo session, String name, SessionCodecException cause) {
        LOG.warn(
                "session {}: attribute '{}' cannot be read and is treated as absent",
                handle(session),
                Printable.name(name),
                cause);
        tell(each -> each.attributeUnreadable(session, name, cause));
    }

    @Override
    public void attributeNotStored(SessionInfo session, String name, ChangingValueException cause) {
        long occurrences = notStored.occurrencesToLog();
        if (occurrences > 0) {
            LOG.warn(
                    "session {}: attribute '{}' is not stored; the store keeps its previous value ({} times): {}",
                    handle(session),
                    Printable.name(name),
                    occurrences,
                    cause.getMessage());
        }
        tell(each -> each.attributeNotStored(session, name, cause));
    }

    @Override
    public void attributeAltered(SessionInfo session, String name) {
        long occurrences = altered.occurrencesToLog();
        if (occurrences > 0) {
            LOG.warn(
                    "session {}: the value read of attribute '{}' differs from what is stored ({} times): has its"
                            + " class lost a field, or does a constructor change its arguments?",
                    handle(session),
                    Printable.name(name),
                    occurrences);
        }
        tell(each -> each.attributeAltered(session, name));
    }

    @Override
    public void recordUnreadable(UnreadableSessionException cause) {
        LOG.warn("a stored session cannot be read and is left unchanged", cause);
        tell(each -> each.recordUnreadable(cause));
    }

    @Override
    public void conflictMerged(SessionInfo session, int attempts) {
        LOG.debug("session {} merged with another writer's change in {} attempts", handle(session), attempts);
        tell(each -> each.conflictMerged(session, attempts));
    }

    @Override
    public void writeDropped(SessionInfo session) {
        LOG.info("session {} no longer exists; its change is dropped", handle(session));
        tell(each -> each.writeDropped(session));
    }

    @Override
    public void storeFailed(String operation, @Nullable SessionInfo session, SessionStoreException cause) {
        if (!(cause instanceof StoreDownException)) { // which would be a line for each request
            LOG.error("the session store failed to {}: {}", operation, cause.getMessage());
        }
        tell(each -> each.storeFailed(operation, session, cause));
    }

    @Override
    public void storeDown(SessionStoreException cause) {
        LOG.error(
                "the session store is down: {}. Requests that need a session fail immediately; the store is tried"
                        + " once a second",
                sentence(cause));
        tell(each -> each.storeDown(cause));
    }

    @Override
    public void storeUp() {
        LOG.warn("the session store responds again");
        tell(SessionListener::storeUp);
    }

    /** Says how many records sweeps pass over because they cannot be read, whenever that changes. */
    public void sweptPast(int unreadable) {
        if (sweptPast.getAndSet(unreadable) != unreadable && unreadable > 0) {
            LOG.warn(
                    "the sweep skipped {} that cannot be read as sessions; `carnet list --unreadable` lists them"
                            + " for inspection or removal",
                    unreadable == 1 ? "1 record" : unreadable + " records");
        }
    }

    /** Whoever writes to the store may have written another one than Carnet makes. */
    private static String handle(SessionInfo session) {
        return Printable.name(session.handle());
    }

    private void tell(Consumer<SessionListener> event) {
        for (SessionListener each : listeners) {
            try {
                event.accept(each);
            } catch (RuntimeException e) {
                LOG.error("a session listener failed: {}", each.getClass().getName(), e);
            }
        }
    }
}
