package dev.carnet.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Options of a web layer, besides the {@linkplain CookieOptions cookie}. Immutable.
 *
 * @param idHeader the header that carries the id instead of a cookie, in requests and responses, such as
 *     {@code X-Auth-Token}; null means a cookie
 * @param onStoreFailure what happens to a request whose session cannot be read from or written to the store
 * @param clearSiteData what the browser deletes when a session ends, as directives of {@code Clear-Site-Data}:
 *     {@code cache}, {@code cookies}, {@code storage}, {@code clientHints}, {@code executionContexts} or {@code *}; none
 *     sends no such header
 */
public record WebOptions(@Nullable String idHeader, StoreFailurePolicy onStoreFailure, List<String> clearSiteData) {
    private static final Set<String> DIRECTIVES =
            Set.of("cache", "cookies", "storage", "clientHints", "executionContexts", "*");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** A cookie, and 503 in an outage. */
    public static final WebOptions DEFAULTS = new WebOptions(null, StoreFailurePolicy.UNAVAILABLE);

    public WebOptions(@Nullable String idHeader, StoreFailurePolicy onStoreFailure) {
        this(idHeader, onStoreFailure, List.of());
    }

    public WebOptions {
        clearSiteData = List.copyOf(clearSiteData);
        if (!DIRECTIVES.containsAll(clearSiteData)) {
            throw new IllegalArgumentException(
                    "the values of Clear-Site-Data are cache, cookies, storage, clientHints, executionContexts and *");
        }
        if (idHeader != null && !TOKEN.matcher(idHeader).matches()) {
            throw new IllegalArgumentException("a header's name is one or more of A-Z a-z 0-9 !#$%&'*+-.^_`|~");
        }
    }
}
