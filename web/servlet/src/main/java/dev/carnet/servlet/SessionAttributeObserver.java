package dev.carnet.servlet;

import dev.carnet.Session;
import org.jspecify.annotations.Nullable;

/**
 * Receives the attributes that an application sets and removes in its {@code HttpSession}, with Carnet's session, for
 * example to set its principal. Thread-safe.
 *
 * <pre>{@code
 * SessionFilter.builder(engine).resolver(resolver).observer((session, name, value) -> {
 *     if (name.equals("account")) {
 *         session.setPrincipal(value instanceof Account account ? account.name() : null);
 *     }
 * });
 * }</pre>
 */
@FunctionalInterface
public interface SessionAttributeObserver {
    /**
     * An attribute was set or removed. An exception is passed on to the caller; the attribute stays changed.
     *
     * @param value null if it was removed
     */
    void changed(Session session, String name, @Nullable Object value);
}
