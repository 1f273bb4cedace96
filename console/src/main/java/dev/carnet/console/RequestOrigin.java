package dev.carnet.console;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses what a page of another site makes a browser send, beside the synchronizer token in each form. Browsers say where a
 * request comes from in {@code Sec-Fetch-Site} (Fetch Metadata Request Headers) and {@code Origin} (Fetch Standard).
 */
final class RequestOrigin {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OWN = Set.of("same-origin", "none");

    private RequestOrigin() {}

    /** Whether a request that changes something comes from one of the console's own pages. */
    static boolean isOwn(HttpServletRequest request) {
        String site = request.getHeader("Sec-Fetch-Site");
        String origin = request.getHeader("Origin");
        return (site == null || OWN.contains(site)) && (origin == null || isHost(request.getHeader("Host"), origin));
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
