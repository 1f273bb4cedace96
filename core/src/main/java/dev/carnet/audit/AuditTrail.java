package dev.carnet.audit;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventAware;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Records who did what to sessions: at level INFO in the logger {@link #LOGGER}, and with listeners. Code that acts for
 * an operator records each action here, once. Immutable and thread-safe.
 *
 * <pre>{@code
 * AuditTrail trail = new AuditTrail("admin page", "JDBC", InstantSource.system(), List.of()).by("ada", "10.1.2.3");
 * trail.audit(AuditAction.REVOKE_USER, "bob", () -> sessions.revokePrincipal("bob", null).sessions());
 * }</pre>
 *
 * <p>A log line's message is {@link AuditEvent#line()}; a logging backend that supports key-value pairs (Logback) also
 * receives {@link AuditEvent#pairs()}, for example for JSON.
 */
public final class AuditTrail {
    /** The logger's name. */
    public static final String LOGGER = "dev.carnet.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);
    private static final String UNKNOWN = "unknown";

    private final String via;
    private final String store;
    private final InstantSource clock;
    private final List<AuditListener> listeners;
    private final String who;
    private final String from;

    /**
     * A trail without an operator.
     *
     * @param via the name of the interface
     * @param store the store's name in the configuration
     */
    public AuditTrail(String via, String store, InstantSource clock, List<AuditListener> listeners) {
        this(via, store, clock, List.copyOf(listeners), UNKNOWN, UNKNOWN);
    }

    private AuditTrail(
            String via, String store, InstantSource clock, List<AuditListener> listeners, String who, String from) {
        this.via = via;
        this.store = store;
        this.clock = clock;
        this.listeners = listeners;
        this.who = who;
        this.from = from;
    }

    /**
     * This trail for one operator.
     *
     * @param operator the operator, such as a user of the operating system or of the console
     * @param place the operator's host or address
     */
    public AuditTrail by(String operator, String place) {
        return new AuditTrail(via, store, clock, listeners, operator, place);
    }

    /**
     * Carries out an action and records it: before, unless the action only reads, and afterwards, even if it fails. An action
     * that cannot be recorded before is not carried out.
     *
     * @param what the object of the action; never an id, a key or a value
     * @param work carries out the action and returns the number of sessions; its exceptions are passed on
     * @return the result of the work
     */
    public long audit(AuditAction action, String what, LongSupplier work) {
        return audit(action, what, Long::longValue, work::getAsLong);
    }

    /**
     * Like {@link #audit(AuditAction, String, LongSupplier)}, for work with another result than a number.
     *
     * @param sessions derives the number of sessions from the result
     */
    public <T> T audit(AuditAction action, String what, ToLongFunction<T> sessions, Supplier<T> work) {
        String run = newRun();
        if (action.isToldBefore()) {
            AuditEvent begun = event(action, what, 0, AuditOutcome.BEGUN, run);
            log(begun);
            listeners.forEach(each -> each.audited(begun));
        }
        long reached = 0;
        AuditOutcome outcome = AuditOutcome.FAILED;
        try {
            T result = work.get();
            reached = sessions.applyAsLong(result);
            outcome = AuditOutcome.DONE;
            return result;
        } finally {
            tell(event(action, what, reached, outcome, run));
        }
    }

    /**
     * Records an action that has ended.
     *
     * @param what the object of the action; never an id, a key or a value
     * @param sessions the number of sessions affected
     */
    public void record(AuditAction action, String what, long sessions, boolean failed) {
        tell(event(action, what, sessions, failed ? AuditOutcome.FAILED : AuditOutcome.DONE, newRun()));
    }

    private AuditEvent event(AuditAction action, String what, long sessions, AuditOutcome outcome, String run) {
        return new AuditEvent(clock.instant(), via, who, from, store, action, what, sessions, outcome, run);
    }

    /** Long enough that two actions within the same weeks hardly share one. */
    private static String newRun() {
        return String.format(Locale.ROOT, "%012x", ThreadLocalRandom.current().nextLong(1L << 48));
    }

    private void tell(AuditEvent event) {
        log(event);
        for (AuditListener each : listeners) {
            try {
                each.audited(event);
            } catch (RuntimeException e) {
                LOG.error("an audit listener failed and did not record: {}", event.line(), e);
            }
        }
    }

    private static void log(AuditEvent event) {
        LoggingEventBuilder line = LOG.atInfo();
        if (LOG
                instanceof
                LoggingEventAware) { // others would print the pairs before the message, which has them already
            for (var each : event.pairs().entrySet()) {
                line = line.addKeyValue(each.getKey(), each.getValue());
            }
        }
        line.log(event.line());
    }
}
