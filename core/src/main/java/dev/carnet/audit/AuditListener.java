package dev.carnet.audit;

/**
 * Told each action of an operator, on the thread that did it, when it is over. What a listener throws is logged and changes
 * nothing. Listeners may be called by many threads at once.
 */
@FunctionalInterface
public interface AuditListener {
    /** An action is over, or has failed. */
    void audited(AuditEvent event);
}
