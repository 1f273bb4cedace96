package dev.carnet.servlet;

import dev.carnet.config.CookieOptions;
import dev.carnet.config.CookieOptions.SameSite;
import jakarta.servlet.ServletContext;
import jakarta.servlet.SessionCookieConfig;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The session configuration of an application in the container: {@code <session-config>}, or in code. It applies where
 * Carnet's own configuration has its defaults.
 */
final class SessionConfig {
    private static final Duration CONTAINERS_DEFAULT = Duration.ofMinutes(30);
    private static final String CONTAINERS_NAME = "JSESSIONID";
    private static final Duration LONGEST = Duration.ofDays(400);

    private SessionConfig() {}

    /** The timeout; null if there is none or if it is the containers' default. */
    static @Nullable Duration timeout(ServletContext context) {
        Duration timeout = Duration.ofMinutes(context.getSessionTimeout());
        boolean chosen = timeout.compareTo(Duration.ZERO) > 0 && !timeout.equals(CONTAINERS_DEFAULT);
        return chosen ? timeout : null;
    }

    /**
     * The cookie's options combined with the application's. Protections of the cookie cannot be turned off.
     *
     * @throws IllegalArgumentException if browsers refuse the combination
     */
    static CookieOptions cookie(CookieOptions given, ServletContext context) {
        SessionCookieConfig config = context.getSessionCookieConfig();
        if (config == null) {
            return given;
        }
        CookieOptions none = CookieOptions.DEFAULTS;
        return CookieOptions.builder()
                .name(given.name() == null ? chosen(config.getName(), CONTAINERS_NAME) : given.name())
                .domain(given.domain() == null ? chosen(config.getDomain(), "") : given.domain())
                .path(given.path().equals(none.path()) ? path(config, context) : given.path())
                .maxAge(given.maxAge() == null ? maxAge(config.getMaxAge()) : given.maxAge())
                .secure(given.secure() == null ? secure(config) : given.secure())
                .httpOnly(given.httpOnly())
                .sameSite(given.sameSite() == none.sameSite() ? sameSite(config, none.sameSite()) : given.sameSite())
                .partitioned(given.partitioned() || config.getAttribute("Partitioned") != null)
                .build();
    }

    /** What the container calls its own cookie. */
    static String cookieName(ServletContext context) {
        SessionCookieConfig config = context.getSessionCookieConfig();
        String name = config == null ? null : config.getName();
        return name == null || name.isEmpty() ? CONTAINERS_NAME : name;
    }

    /** The same options but for the name. */
    static CookieOptions named(CookieOptions options, @Nullable String name) {
        return new CookieOptions(
                name,
                options.domain(),
                options.path(),
                options.maxAge(),
                options.secure(),
                options.httpOnly(),
                options.sameSite(),
                options.partitioned());
    }

    /** False is what containers have by default. */
    private static @Nullable Boolean secure(SessionCookieConfig config) {
        return config.isSecure() ? Boolean.TRUE : null;
    }

    private static @Nullable String chosen(@Nullable String value, String containersDefault) {
        return value == null || value.isEmpty() || value.equals(containersDefault) ? null : value;
    }

    /** The context path is what containers take by default. */
    private static String path(SessionCookieConfig config, ServletContext context) {
        String path = chosen(config.getPath(), context.getContextPath());
        return path == null ? CookieOptions.DEFAULTS.path() : path;
    }

    private static @Nullable Duration maxAge(int seconds) {
        Duration maxAge = seconds <= 0 ? null : Duration.ofSeconds(seconds);
        return maxAge != null && maxAge.compareTo(LONGEST) > 0 ? LONGEST : maxAge;
    }

    private static SameSite sameSite(SessionCookieConfig config, SameSite otherwise) {
        String value = config.getAttribute("SameSite");
        return Arrays.stream(SameSite.values())
                .filter(each -> each.spelling().equalsIgnoreCase(value))
                .findFirst()
                .orElse(otherwise);
    }
}
