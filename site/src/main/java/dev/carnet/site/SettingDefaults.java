package dev.carnet.site;

import dev.carnet.config.CookieOptions;
import dev.carnet.config.WebOptions;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The defaults of the session's own settings, out of the options that they fill, in words. */
final class SettingDefaults {
    private static final long KIB = 1024;
    private static final String NONE = "none";

    private final Map<String, String> words = new HashMap<>();

    SettingDefaults() {
        CookieOptions cookie = CookieOptions.DEFAULTS;
        put("session_name", cookie.name(), "`session`; on https `__Host-session`");
        put("session_domain", cookie.domain(), "the host alone");
        put("session_path", cookie.path(), NONE);
        put("session_expires", cookie.maxAge(), "until the browser closes");
        put("session_secure", cookie.secure(), "as the request came");
        put("session_is_http_only", cookie.httpOnly(), NONE);
        put("session_same_site", cookie.sameSite(), NONE);
        put("session_partitioned", cookie.partitioned(), NONE);
        WebOptions web = WebOptions.DEFAULTS;
        put("session_id_header", web.idHeader(), "a cookie");
        put("on_store_failure", web.onStoreFailure(), NONE);
        put("clear_site_data", web.clearSiteData(), "nothing");
        SessionOptions session = SessionOptions.DEFAULTS;
        put("session_duration", session.maxIdle(), "never");
        put("session_lifetime", session.lifetime(), "no limit");
        put("session_touch_window", session.touchWindow(), NONE);
        put("session_max_bytes", session.maxBytes(), NONE);
        put("hash_ids", session.hashIds(), NONE);
        put("session_id_format", session.idFormat(), NONE);
        put("on_unreadable", session.onUnreadable(), NONE);
        put("clock_tolerance", session.clockTolerance(), NONE);
        put("conflict_timeout", session.conflictTimeout(), NONE);
        put("sweep_interval", session.sweepInterval(), "never");
        put("sweep_batch", session.sweepBatch(), NONE);
        put("store_empty_sessions", session.storeEmpty(), NONE);
        put("session_renewal", session.renewal(), "never");
        put("session_limit", session.limitPerUser(), "any number");
        put("on_session_limit", session.onLimit(), NONE);
        put("session_scope", session.scope(), "the whole store");
        put("codec", null, "as the store wants it");
        put("allowed_types", null, NONE);
        put("allowed_packages", null, NONE);
        put("transient_attributes", null, NONE);
    }

    /** @param without what there is in place of a value that is null */
    private void put(String name, @Nullable Object value, String without) {
        words.put(name, value == null ? without : inWords(name, value));
    }

    /** The default of a setting of the session's own, as Markdown; empty if nobody has said what it is. */
    Optional<String> of(String name) {
        return Optional.ofNullable(words.get(name));
    }

    /** A value as one would write it into a configuration, as Markdown. */
    static String inWords(String name, Object value) {
        if (value instanceof Duration duration) {
            return duration(duration);
        }
        if (value instanceof Enum<?> constant) {
            return code(constant.name().toLowerCase(Locale.ROOT));
        }
        if (value instanceof List<?> list) {
            return list.isEmpty()
                    ? NONE
                    : code(String.join(", ", list.stream().map(Object::toString).toList()));
        }
        if (value instanceof Map<?, ?> map && map.isEmpty()) {
            return NONE;
        }
        if (name.endsWith("_bytes") && value instanceof Number number && number.longValue() % (KIB * KIB) == 0) {
            return number + " (" + number.longValue() / (KIB * KIB) + " MiB)";
        }
        return code(value.toString());
    }

    private static String code(String text) {
        return text.isEmpty() ? NONE : "`" + text + "`";
    }

    private static String duration(Duration duration) {
        if (duration.isZero()) {
            return "0";
        }
        if (duration.toMillis() % 1000 != 0) {
            return duration.toMillis() + " ms";
        }
        long seconds = duration.toSeconds();
        if (seconds % 86_400 == 0) {
            return count(seconds / 86_400, "day");
        }
        if (seconds % 3_600 == 0) {
            return count(seconds / 3_600, "hour");
        }
        return seconds % 60 == 0 ? count(seconds / 60, "minute") : count(seconds, "second");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
