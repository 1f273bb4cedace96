package dev.carnet.servlet;

import dev.carnet.Session;
import org.jspecify.annotations.Nullable;

/**
 * Told what an application sets and removes in its {@code HttpSession}, with the session behind it: for what follows from it
 * there, such as whose session it is. Thread-safe.
 *
 * <pre>{@code
 * SessionFilter.builder(engine, resolver).observer((session, name, value) -> {
 *     if (name.equals("account")) {
 *         session.setPrincipal(value instanceof Account account ? account.name() : null);
 *     }
 * });
 * }</pre>
 */
@FunctionalInterface
public interface SessionAttributeObserver {
    /**
     * An attribute was set or removed. What is thrown reaches whoever did it; the attribute is changed all the same.
     *
     * @param value null if it was removed
     */
    void changed(Session session, String name, @Nullable Object value);
}
