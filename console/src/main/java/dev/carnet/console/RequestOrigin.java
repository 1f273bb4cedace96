package dev.carnet.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells what a page of another site makes a browser send. Browsers say where a request comes from in {@code Sec-Fetch-Site}
 * (Fetch Metadata Request Headers), which also holds behind a proxy that changes {@code Host}; older ones, and all without TLS
 * beyond this machine, in {@code Origin} alone (Fetch Standard). Programs outside of browsers say neither and are let through:
 * nobody can make them send what they did not mean to.
 */
public final class RequestOrigin {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private RequestOrigin() {}

    /** Whether a request that changes something comes from a page of the same origin, as far as it says where it comes from. */
    public static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        if (site != null) {
            return OWN.contains(site);
        }
        return origin == null || isHost(request.getHeader("Host"), origin);
    }

    private static boolean isHost(@Nullable String host, String origin) {
        try {
            return host != null && host.equalsIgnoreCase(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException noOrigin) {
            return false;
        }
    }

    /**
     * Whether the request names this machine itself. A site that lets its own name point to 127.0.0.1 (DNS rebinding) does not.
     */
    static boolean isForLoopback(HttpServletRequest request) {
        String host = request.getHeader("Host");
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d{1,5}$", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name);
    }
}
