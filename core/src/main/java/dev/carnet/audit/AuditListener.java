package dev.carnet.audit;

/**
 * Receives each action of an operator when it has ended, on the thread that carried it out. An exception from a listener
 * is logged and has no other effect. Implementations must be thread-safe.
 */
@FunctionalInterface
public interface AuditListener {
    /** An action has ended or failed. */
    void audited(AuditEvent event);
}
