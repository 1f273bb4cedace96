package dev.carnet.config;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The session cookie, for a web layer. Follows RFC 6265bis. Immutable.
 *
 * @param name the cookie's name, an RFC 9110 token; null is {@code session}, on https with the prefix {@code __Host-} if
 *     its rules are met (path {@code /}, no domain) and otherwise {@code __Secure-}, followed by the path of a web
 *     application that is not at the root: {@code __Host-session-shop}
 * @param domain the Domain attribute, or null for the host only
 * @param path the Path attribute
 * @param maxAge how long the browser keeps it, at most 400 days (RFC 6265bis section 5.5); null means until it closes
 * @param secure whether it is sent over https only; null means Secure exactly if the request came over https
 * @param httpOnly whether it is hidden from scripts
 * @param sameSite whether it is sent with cross-site requests; {@link SameSite#NONE} requires Secure
 * @param partitioned whether it is partitioned by top-level site; requires Secure
 */
public record CookieOptions(
        @Nullable String name,
        @Nullable String domain,
        String path,
        @Nullable Duration maxAge,
        @Nullable Boolean secure,
        boolean httpOnly,
        SameSite sameSite,
        boolean partitioned) {

    /** The SameSite attribute. */
    public enum SameSite {
        STRICT("Strict"),
        LAX("Lax"),
        NONE("None");

        private final String spelling;

        SameSite(String spelling) {
            this.spelling = spelling;
        }

        /** Its spelling in a Set-Cookie header. */
        public String spelling() {
            return spelling;
        }
    }

    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Duration LONGEST = Duration.ofDays(400);

    public static final CookieOptions DEFAULTS = builder().build();

    public CookieOptions {
        require(
                name == null || TOKEN.matcher(name).matches(),
                "a cookie name is one or more of A-Z a-z 0-9 !#$%&'*+-.^_`|~");
        require(
                path.startsWith("/") && isAttributeValue(path),
                "a cookie path begins with / and contains no ; or control character");
        require(domain == null || (!domain.isEmpty() && isAttributeValue(domain)), "a cookie domain is a host name");
        require(
                maxAge == null || (maxAge.compareTo(LONGEST) <= 0 && maxAge.compareTo(Duration.ofSeconds(1)) >= 0),
                "a cookie's lifetime is at least 1 second and at most 400 days");
        boolean alwaysSecure = Boolean.TRUE.equals(secure);
        require(sameSite != SameSite.NONE || alwaysSecure, "SameSite=None requires a secure cookie");
        require(!partitioned || alwaysSecure, "a partitioned cookie must be secure");
        String prefix = name == null ? "" : name.toLowerCase(Locale.ROOT);
        require(!prefix.startsWith("__secure-") || alwaysSecure, "a __Secure- cookie must be secure");
        require(
                !prefix.startsWith("__host-") || (alwaysSecure && domain == null && path.equals("/")),
                "a __Host- cookie must be secure, with path / and without a domain");
    }

    private static boolean isAttributeValue(String value) {
        return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != ';');
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Starts with the defaults: HttpOnly, SameSite=Lax, Secure on https, for the host only, until the browser closes. */
    public static final class Builder {
        private @Nullable String name;
        private @Nullable String domain;
        private String path = "/";
        private @Nullable Duration maxAge;
        private @Nullable Boolean secure;
        private boolean httpOnly = true;
        private SameSite sameSite = SameSite.LAX;
        private boolean partitioned;

        private Builder() {}

        public Builder name(@Nullable String value) {
            name = value;
            return this;
        }

        public Builder domain(@Nullable String value) {
            domain = value;
            return this;
        }

        public Builder path(String value) {
            path = value;
            return this;
        }

        public Builder maxAge(@Nullable Duration value) {
            maxAge = value;
            return this;
        }

        public Builder secure(@Nullable Boolean value) {
            secure = value;
            return this;
        }

        public Builder httpOnly(boolean value) {
            httpOnly = value;
            return this;
        }

        public Builder sameSite(SameSite value) {
            sameSite = value;
            return this;
        }

        public Builder partitioned(boolean value) {
            partitioned = value;
            return this;
        }

        /** Builds the options; throws {@link IllegalArgumentException} for a combination that browsers reject. */
        public CookieOptions build() {
            return new CookieOptions(name, domain, path, maxAge, secure, httpOnly, sameSite, partitioned);
        }
    }
}
