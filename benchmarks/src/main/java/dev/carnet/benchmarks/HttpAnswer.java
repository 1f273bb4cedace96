package dev.carnet.benchmarks;

import org.jspecify.annotations.Nullable;

/**
 * What a request came to.
 *
 * @param session the cookie by which the browser has its session afterwards, {@code name=value}; null if it has none
 * @param text what the application said: the mark of the value read or written, or {@link #NONE}
 */
public record HttpAnswer(@Nullable String session, String text) {
    /** What the application says where there is no session. */
    public static final String NONE = "none";
}
