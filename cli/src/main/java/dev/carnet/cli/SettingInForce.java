package dev.carnet.cli;

import dev.carnet.config.CarnetConfig;
import dev.carnet.config.CookieOptions;
import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * One of the session's settings, given or by default.
 *
 * @param key what sets it
 * @param value a {@link Duration}, a number, a boolean, a text, or null for none
 * @param words the value for people
 */
record SettingInForce(String key, @Nullable Object value, String words) {

    /** Those of a configuration: first the session's, then its cookie's. */
    static List<SettingInForce> of(CarnetConfig config) {
        SessionOptions options = config.options();
        CookieOptions cookie = config.cookie();
        return List.of(
                duration("session_duration", options.maxIdle(), "unlimited"),
                duration("session_lifetime", options.lifetime(), "unlimited"),
                duration("session_touch_window", options.touchWindow(), ""),
                new SettingInForce("session_max_bytes", options.maxBytes(), Words.size(options.maxBytes())),
                other("hash_ids", options.hashIds(), ""),
                other("session_id_format", options.idFormat().name().toLowerCase(Locale.ROOT), ""),
                other("on_unreadable", options.onUnreadable().name().toLowerCase(Locale.ROOT), ""),
                duration("clock_tolerance", options.clockTolerance(), ""),
                duration("conflict_timeout", options.conflictTimeout(), ""),
                duration("sweep_interval", options.sweepInterval(), "never"),
                other("sweep_batch", options.sweepBatch(), ""),
                other("store_empty_sessions", options.storeEmpty(), ""),
                duration("session_renewal", options.renewal(), "never"),
                other("session_limit", options.limitPerUser(), "any number"),
                other("on_session_limit", options.onLimit().name().toLowerCase(Locale.ROOT), ""),
                other("codec", config.codec().orElse(null), "as the engine wants it"),
                other(
                        "session_name",
                        cookie.name(),
                        "__Host-session on https, session on http, with the application's path"),
                other("session_domain", cookie.domain(), "the host alone"),
                other("session_path", cookie.path(), ""),
                duration("session_expires", cookie.maxAge(), "when the browser closes"),
                other("session_secure", cookie.secure(), "on https"),
                other("session_is_http_only", cookie.httpOnly(), ""),
                other("session_same_site", cookie.sameSite().spelling(), ""),
                other("session_partitioned", cookie.partitioned(), ""),
                other("session_id_header", config.web().idHeader(), "a cookie"),
                other("on_store_failure", config.web().onStoreFailure().name().toLowerCase(Locale.ROOT), ""));
    }

    private static SettingInForce duration(String key, @Nullable Duration value, String none) {
        return new SettingInForce(key, value, Words.exactly(value, none));
    }

    private static SettingInForce other(String key, @Nullable Object value, String none) {
        return new SettingInForce(key, value, Objects.toString(value, none));
    }

    /** Writes it as a property into an object that is open; durations as ISO 8601. */
    void write(JsonGenerator json) {
        json.writeName(key);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof Number number) {
            json.writeNumber(number.longValue());
        } else {
            json.writeString(value.toString());
        }
    }
}
