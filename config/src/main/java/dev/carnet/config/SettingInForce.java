package dev.carnet.config;

import dev.carnet.options.SessionOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The effective value of a session setting, given or default, for tools that show a configuration. Contains no secret.
 *
 * @param key the setting's key
 * @param value a {@link Duration}, a number of bytes under {@code session_max_bytes}, a number, a boolean, a text, or null for
 *     none
 * @param none a text for null
 */
public record SettingInForce(String key, @Nullable Object value, String none) {

    /** The effective settings of a configuration: those of the session, then of its cookie and of the web layer. */
    public static List<SettingInForce> of(CarnetConfig config) {
        SessionOptions options = config.options();
        CookieOptions cookie = config.cookie();
        return List.of(
                new SettingInForce("session_duration", options.maxIdle(), "unlimited"),
                new SettingInForce("session_lifetime", options.lifetime(), "unlimited"),
                new SettingInForce("session_touch_window", options.touchWindow(), ""),
                new SettingInForce("session_max_bytes", options.maxBytes(), ""),
                new SettingInForce("hash_ids", config.hashesIds(), ""),
                new SettingInForce("session_id_format", word(options.idFormat()), ""),
                new SettingInForce("on_unreadable", word(options.onUnreadable()), ""),
                new SettingInForce("clock_tolerance", options.clockTolerance(), ""),
                new SettingInForce("conflict_timeout", options.conflictTimeout(), ""),
                new SettingInForce("sweep_interval", options.sweepInterval(), "never"),
                new SettingInForce("sweep_batch", options.sweepBatch(), ""),
                new SettingInForce("store_empty_sessions", options.storeEmpty(), ""),
                new SettingInForce("session_renewal", options.renewal(), "never"),
                new SettingInForce("session_limit", options.limitPerUser(), "any number"),
                new SettingInForce("on_session_limit", word(options.onLimit()), ""),
                new SettingInForce("codec", config.codec().orElse(null), "the store's own"),
                new SettingInForce(
                        "session_name",
                        cookie.name(),
                        "__Host-session on https, session on http, with the application's path"),
                new SettingInForce("session_domain", cookie.domain(), "the host only"),
                new SettingInForce("session_path", cookie.path(), ""),
                new SettingInForce("session_expires", cookie.maxAge(), "when the browser closes"),
                new SettingInForce("session_secure", cookie.secure(), "on https"),
                new SettingInForce("session_is_http_only", cookie.httpOnly(), ""),
                new SettingInForce("session_same_site", cookie.sameSite().spelling(), ""),
                new SettingInForce("session_partitioned", cookie.partitioned(), ""),
                new SettingInForce("session_id_header", config.web().idHeader(), "a cookie"),
                new SettingInForce("on_store_failure", word(config.web().onStoreFailure()), ""));
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
