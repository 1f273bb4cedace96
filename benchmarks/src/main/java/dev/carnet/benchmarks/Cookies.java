package dev.carnet.benchmarks;

import org.jspecify.annotations.Nullable;

/** The browser's side of a session's cookie. */
public final class Cookies {
    private Cookies() {}

    /**
     * What a browser has after a response.
     *
     * @param before what it had, {@code name=value}; null for nothing
     * @param setCookie the response's Set-Cookie header; null without one
     */
    public static @Nullable String after(@Nullable String before, @Nullable String setCookie) {
        if (setCookie == null) {
            return before;
        }
        int end = setCookie.indexOf(';');
        String pair = end < 0 ? setCookie : setCookie.substring(0, end);
        return pair.endsWith("=") ? null : pair;
    }
}
