package dev.carnet.spring;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.boot.convert.DurationUnit;
import org.springframework.core.env.Environment;

/**
 * Spring Boot's {@code server.servlet.session.*}, in the words of Carnet's settings, which go before them. What a session
 * engine of its own makes meaningless ({@code persistent}, {@code store-dir}) is ignored.
 */
record ServletSessionProperties(
        @DurationUnit(ChronoUnit.SECONDS) @Nullable Duration timeout,
        @Nullable List<String> trackingModes,
        @DefaultValue CookieProperties cookie) {

    record CookieProperties(
            @Nullable String name,
            @Nullable String domain,
            @Nullable String path,
            @Name("http-only") @Nullable Boolean httpOnly,
            @Nullable Boolean secure,

            @DurationUnit(ChronoUnit.SECONDS) @Name("max-age") @Nullable
            Duration maxAge,

            @Name("same-site") @Nullable String sameSite,
            @Nullable Boolean partitioned) {}

    private static final String PREFIX = "server.servlet.session";

    static ServletSessionProperties of(Environment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, ServletSessionProperties.class);
    }

    /**
     * Setting to value; only those that are given.
     *
     * @throws IllegalArgumentException if something is asked that Carnet does not do
     */
    Map<String, Object> settings() {
        requireCookies();
        Map<String, Object> settings = new LinkedHashMap<>();
        put(settings, "session_duration", seconds(timeout));
        put(settings, "session_name", cookie.name);
        put(settings, "session_domain", cookie.domain);
        put(settings, "session_path", cookie.path);
        put(settings, "session_is_http_only", cookie.httpOnly);
        put(settings, "session_secure", cookie.secure);
        put(settings, "session_expires", seconds(cookie.maxAge));
        put(settings, "session_same_site", cookie.sameSite);
        put(settings, "session_partitioned", cookie.partitioned);
        return settings;
    }

    private static void put(Map<String, Object> settings, String key, @Nullable Object value) {
        if (value != null) {
            settings.put(key, EnvironmentProperties.literal(value.toString()));
        }
    }

    /** No time, or less, is no limit: as in Spring Boot. */
    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : Math.max(0, duration.toSeconds());
    }

    private void requireCookies() {
        if (trackingModes != null
                && !trackingModes.isEmpty()
                && trackingModes.stream()
                        .noneMatch(each -> each.toLowerCase(Locale.ROOT).equals("cookie"))) {
            throw new IllegalArgumentException(PREFIX + ".tracking-modes: '" + String.join(", ", trackingModes)
                    + "' excludes cookies, but session ids are sent in cookies only, because ids in URLs end up in"
                    + " logs and links. Remove the property, or replace the SessionIdResolver bean");
        }
    }
}
