package dev.carnet.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a web layer serves sessions, beside their {@linkplain CookieOptions cookie}. Immutable.
 *
 * @param idHeader the header that carries the id in place of a cookie, in requests and in answers, such as {@code
 *     X-Auth-Token}; null is a cookie
 * @param onStoreFailure what a request gets whose session the store cannot read or write
 */
public record WebOptions(@Nullable String idHeader, StoreFailurePolicy onStoreFailure) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** A cookie, and 503 at an outage. */
    public static final WebOptions DEFAULTS = new WebOptions(null, StoreFailurePolicy.UNAVAILABLE);

    public WebOptions {
        if (idHeader != null && !TOKEN.matcher(idHeader).matches()) {
            throw new IllegalArgumentException("a header's name is one or more of A-Z a-z 0-9 !#$%&'*+-.^_`|~");
        }
    }
}
