package dev.carnet.config;

import dev.carnet.config.CookieOptions.SameSite;
import dev.carnet.options.LimitPolicy;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.UnreadablePolicy;
import dev.carnet.spi.setup.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The session's own keys, whatever the engine: at the top level and under {@code engines.session.NAME} by their names, in the
 * latter place by their aliases too, which are Dancer 2's spellings.
 */
final class SessionSettings {
    private static final Duration MILLISECOND = Duration.ofMillis(1);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration CENTURY = Duration.ofDays(36_500);
    private static final List<String> CODECS = List.of("json", "graph");
    private static final Setting<Duration> WORDS = Setting.duration("words");

    static final Setting<String> SESSION =
            Setting.text("session").describedAs("the store that keeps sessions, by" + " name");

    static final Setting<String> NAME = cookie(
                    "session_name",
                    "a name of the characters A-Z a-z 0-9 !#$%&'*+-.^_`|~",
                    (cookie, text) -> cookie.secure(true).name(text))
            .aliases("cookie_name")
            .describedAs("the cookie's name");
    static final Setting<String> DOMAIN = cookie("session_domain", "a host name", CookieOptions.Builder::domain)
            .aliases("cookie_domain")
            .describedAs("the cookie's domain; by default the host only");
    static final Setting<String> PATH = cookie("session_path", "a path that begins with /", CookieOptions.Builder::path)
            .aliases("cookie_path")
            .describedAs("the cookie's path");
    static final Setting<Duration> EXPIRES = duration(
                    "session_expires", SECOND, Duration.ofDays(400), "0 is until the browser closes; at most 400 days")
            .aliases("cookie_duration")
            .describedAs("how long the browser keeps the cookie");
    static final Setting<Boolean> SECURE = Setting.flag("session_secure")
            .aliases("is_secure")
            .describedAs("whether the cookie is sent over https only; by default if the request came over https");
    static final Setting<Boolean> HTTP_ONLY = Setting.flag("session_is_http_only")
            .aliases("is_http_only")
            .describedAs("whether the cookie is hidden from scripts");
    static final Setting<SameSite> SAME_SITE = Setting.choice("session_same_site", SameSite.class)
            .aliases("cookie_same_site")
            .describedAs("whether browsers send the cookie with cross-site requests");
    static final Setting<Boolean> PARTITIONED =
            Setting.flag("session_partitioned").describedAs("whether the cookie is partitioned by top-level site");

    static final Setting<String> ID_HEADER = Setting.of(
                    "session_id_header", "the name of a header, such as X-Auth-Token", text -> {
                        new WebOptions(text, StoreFailurePolicy.UNAVAILABLE);
                        return text;
                    })
            .describedAs("the header that carries the id instead of a cookie");
    static final Setting<StoreFailurePolicy> ON_STORE_FAILURE = Setting.choice(
                    "on_store_failure", StoreFailurePolicy.class)
            .describedAs("what happens to a request whose session cannot be read from or written to the store: 503"
                    + " (unavailable), or no session (stateless)");

    static final Setting<List<String>> CLEAR_SITE_DATA = Setting.list("clear_site_data")
            .describedAs("what the browser deletes of the site when a session ends: cache, cookies, storage,"
                    + " clientHints, executionContexts, or *");

    static final Setting<Duration> IDLE = duration("session_duration", SECOND, CENTURY, "0 is never")
            .describedAs("the idle timeout: how long a session lives without an access");
    static final Setting<Duration> LIFETIME = duration("session_lifetime", SECOND, CENTURY, "0 is never")
            .describedAs("the absolute timeout: how long a session lives even if it is in use");
    static final Setting<Duration> TOUCH_WINDOW = duration(
                    "session_touch_window", MILLISECOND, CENTURY, "0 stores every access")
            .describedAs("how long the stored last access may lag behind the actual one");
    static final Setting<Integer> MAX_BYTES =
            Setting.integer("session_max_bytes", 1, Integer.MAX_VALUE).describedAs("the size limit of a session");
    static final Setting<Boolean> HASH_IDS =
            Setting.flag("hash_ids").describedAs("whether the store sees a digest of the id, or the id itself");
    static final Setting<SessionIdFormat> ID_FORMAT = Setting.choice("session_id_format", SessionIdFormat.class)
            .describedAs("the format of new ids; hex and digits are for stores shared with another application, with"
                    + " hash_ids: false");
    static final Setting<UnreadablePolicy> ON_UNREADABLE = Setting.choice("on_unreadable", UnreadablePolicy.class)
            .describedAs("what happens to a request whose stored session cannot be read: it gets a new session, or"
                    + " an error");
    static final Setting<Duration> CLOCK_TOLERANCE = duration("clock_tolerance", MILLISECOND, CENTURY, "0 is none")
            .describedAs("the maximum difference between the clocks of two servers");
    static final Setting<Duration> CONFLICT_TIMEOUT = duration("conflict_timeout", MILLISECOND, CENTURY, null)
            .describedAs("how long a conflicting change is merged and retried before it is an error");
    static final Setting<Duration> SWEEP_INTERVAL = duration("sweep_interval", MILLISECOND, CENTURY, "0 is never")
            .describedAs("how often expired sessions are deleted in the background");
    static final Setting<Integer> SWEEP_BATCH = Setting.integer("sweep_batch", 1, 100_000)
            .describedAs("the maximum number of sessions in one batch of" + " a sweep");
    static final Setting<Boolean> STORE_EMPTY = Setting.flag("store_empty_sessions")
            .describedAs("whether a new session is stored even if nothing was put into it");
    static final Setting<Duration> RENEWAL = duration("session_renewal", SECOND, CENTURY, "0 is never")
            .describedAs("how often a session in use gets a new id");
    static final Setting<Integer> LIMIT = Setting.integer("session_limit", 0, 1_000_000)
            .describedAs("the maximum number of concurrent sessions of a user; 0 is unlimited");
    static final Setting<LimitPolicy> ON_LIMIT = Setting.choice("on_session_limit", LimitPolicy.class)
            .describedAs("what happens at a login beyond the limit: the oldest session ends, or the login is refused");
    static final Setting<String> SCOPE = Setting.of("session_scope", "1 to 64 characters", text -> {
                if (text.isEmpty() || text.length() > 64) {
                    throw new IllegalArgumentException("it has " + text.length() + " characters");
                }
                return text;
            })
            .describedAs("a name that separates this application's sessions from those of others in the same store");
    static final Setting<List<String>> ALLOWED_TYPES = Setting.list("allowed_types")
            .describedAs("the application's classes that sessions may contain: a list of class names, or a map of short"
                    + " names to class names");

    static final Setting<List<String>> ALLOWED_PACKAGES = Setting.list("allowed_packages")
            .describedAs("the packages whose classes sessions may contain, including subpackages");

    static final Setting<List<String>> TRANSIENT_ATTRIBUTES = Setting.list("transient_attributes")
            .describedAs("attributes that are never stored: names, in which * stands for any characters");

    static final Setting<String> CODEC = Setting.of("codec", "json or graph", text -> {
                String name = text.strip().toLowerCase(Locale.ROOT);
                if (CODECS.contains(name)) {
                    return name;
                }
                throw new IllegalArgumentException("'" + text + "' is none of them");
            })
            .choices(CODECS)
            .describedAs("how values are encoded: each value independently (json), or preserving shared and"
                    + " circular references (graph); by default the store's own codec");

    /** All but the engine, which decides how the others are read, and lists, whose values have places of their own. */
    static final List<Setting<?>> VALUES = List.of(
            NAME,
            DOMAIN,
            PATH,
            EXPIRES,
            SECURE,
            HTTP_ONLY,
            SAME_SITE,
            PARTITIONED,
            ID_HEADER,
            ON_STORE_FAILURE,
            IDLE,
            LIFETIME,
            TOUCH_WINDOW,
            MAX_BYTES,
            HASH_IDS,
            ID_FORMAT,
            ON_UNREADABLE,
            CLOCK_TOLERANCE,
            CONFLICT_TIMEOUT,
            SWEEP_INTERVAL,
            SWEEP_BATCH,
            STORE_EMPTY,
            RENEWAL,
            LIMIT,
            ON_LIMIT,
            SCOPE,
            CODEC);

    /** All but the engine. */
    static final List<Setting<?>> ALL = Stream.concat(
                    VALUES.stream(), Stream.of(ALLOWED_TYPES, ALLOWED_PACKAGES, TRANSIENT_ATTRIBUTES, CLEAR_SITE_DATA))
            .toList();

    private SessionSettings() {}

    /** A text that the cookie options accept for themselves. */
    private static Setting<String> cookie(
            String name, String allowed, BiFunction<CookieOptions.Builder, String, CookieOptions.Builder> option) {
        return Setting.of(name, allowed, text -> {
            try {
                option.apply(CookieOptions.builder(), text).build();
                return text;
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + text + "' cannot be used", e);
            }
        });
    }

    /**
     * @param least the shortest beside 0
     * @param zero what 0 stands for, and what else is to say; null if 0 is not allowed
     */
    private static Setting<Duration> duration(String name, Duration least, Duration most, @Nullable String zero) {
        return Setting.of(name, Setting.DURATION_ALLOWED + (zero == null ? "" : "; " + zero), text -> {
            Duration duration = WORDS.read(text);
            if (duration.isZero() ? zero == null : duration.compareTo(least) < 0) {
                throw new IllegalArgumentException("'" + text + "' is too short");
            }
            if (duration.compareTo(most) > 0) {
                throw new IllegalArgumentException("'" + text + "' is too long");
            }
            return duration;
        });
    }
}
