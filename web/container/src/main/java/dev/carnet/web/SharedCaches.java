package dev.carnet.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * Keeps what is one visitor's from the next one: a response that sets, changes or ends the session's cookie is storable by no
 * shared cache (RFC 9111 section 3), whatever the application says.
 */
public final class SharedCaches {
    private static final String CACHE_CONTROL = "Cache-Control";

    /** What takes precedence over Cache-Control in some cache: CDNs, and nginx. */
    private static final Set<String> TARGETED =
            Set.of("surrogate-control", "edge-control", "x-accel-expires", "akamai-cache-control");

    private static final Set<String> FORBID = Set.of("private", "no-store");
    private static final Set<String> ALLOW = Set.of("public", "s-maxage");

    private SharedCaches() {}

    public static void forbid(HttpServletResponse response) {
        forbid(response.getHeaders(CACHE_CONTROL), response.getHeaderNames(), response::setHeader);
    }

    /**
     * The same for headers of any kind.
     *
     * @param cacheControl the values of Cache-Control
     * @param names all headers' names
     * @param setter replaces a header's values by one
     */
    public static void forbid(
            Collection<String> cacheControl, Collection<String> names, BiConsumer<String, String> setter) {
        List<String> all = List.copyOf(names);
        if (!isForbidden(List.copyOf(cacheControl))) {
            setter.accept(CACHE_CONTROL, "no-store");
        }
        all.stream()
                .filter(SharedCaches::isTargeted)
                .forEach(each -> setter.accept(each, each.equalsIgnoreCase("X-Accel-Expires") ? "0" : "no-store"));
    }

    /** Whether a header may say that a shared cache stores the response. */
    public static boolean isAboutCaching(String header) {
        return header.equalsIgnoreCase(CACHE_CONTROL) || isTargeted(header);
    }

    /** Also {@code CDN-Cache-Control} (RFC 9213) and what begins with a CDN's name. */
    private static boolean isTargeted(String header) {
        String name = header.toLowerCase(Locale.ROOT);
        return TARGETED.contains(name) || name.endsWith("cdn-cache-control");
    }

    private static boolean isForbidden(List<String> cacheControl) {
        List<String> directives = cacheControl.stream()
                .flatMap(each -> Stream.of(each.split(",", -1)))
                .map(each -> each.strip().toLowerCase(Locale.ROOT))
                .toList();
        boolean allowed = directives.stream().anyMatch(each -> ALLOW.contains(each.split("=", 2)[0].strip()));
        return !allowed && directives.stream().anyMatch(FORBID::contains);
    }
}
