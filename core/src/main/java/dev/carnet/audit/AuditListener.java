package dev.carnet.audit;

/**
 * Told each action of an operator, on the thread that does it: before it begins, unless it only looks, and when it is over. What
 * a listener throws before an action is thrown, and nothing is done; what it throws afterwards is logged and changes nothing.
 * Listeners may be called by many threads at once.
 */
@FunctionalInterface
public interface AuditListener {
    /** An action begins, is over, or has failed. */
    void audited(AuditEvent event);
}
