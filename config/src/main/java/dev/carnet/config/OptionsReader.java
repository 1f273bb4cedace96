package dev.carnet.config;

import dev.carnet.config.CookieOptions.SameSite;
import dev.carnet.options.SessionIdFormat;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the options records of the session's own settings, over those that code gave or the defaults. */
final class OptionsReader {
    private final Settings given;
    private final KeyLayout layout;
    private final Faults faults;

    OptionsReader(Settings given, KeyLayout layout, Faults faults) {
        this.given = given;
        this.layout = layout;
        this.faults = faults;
    }

    SessionOptions session(SessionOptions base) {
        return new SessionOptions(
                endless(SessionSettings.IDLE, base.maxIdle()),
                endless(SessionSettings.LIFETIME, base.lifetime()),
                or(SessionSettings.TOUCH_WINDOW, base.touchWindow()),
                or(SessionSettings.CLOCK_TOLERANCE, base.clockTolerance()),
                given.find(SessionSettings.MAX_BYTES).map(Integer::longValue).orElse(base.maxBytes()),
                or(SessionSettings.HASH_IDS, base.hashIds()),
                or(SessionSettings.ID_FORMAT, base.idFormat()),
                or(SessionSettings.ON_UNREADABLE, base.onUnreadable()),
                or(SessionSettings.CONFLICT_TIMEOUT, base.conflictTimeout()),
                endless(SessionSettings.SWEEP_INTERVAL, base.sweepInterval()),
                or(SessionSettings.SWEEP_BATCH, base.sweepBatch()),
                or(SessionSettings.STORE_EMPTY, base.storeEmpty()),
                endless(SessionSettings.RENEWAL, base.renewal()),
                limit(base.limitPerUser()),
                or(SessionSettings.ON_LIMIT, base.onLimit()),
                scope(base));
    }

    private @Nullable String scope(SessionOptions base) {
        return given.find(SessionSettings.SCOPE).orElse(base.scope());
    }

    /** A part of each digest says the scope, so where the id itself is the key there is no room for it. */
    void checkScope(SessionOptions base) {
        if (scope(base) != null && !or(SessionSettings.HASH_IDS, base.hashIds())) {
            Setting<?> wrong = given.has(SessionSettings.SCOPE) ? SessionSettings.SCOPE : SessionSettings.HASH_IDS;
            faults.add(
                    layout.sessionSetting(wrong),
                    "sessions are separated by a part of the digests of their ids, and "
                            + layout.spell(SessionSettings.HASH_IDS) + " is false; remove one of the two");
        }
    }

    /** The same where the store behind has ids as its keys. */
    void checkScopeBehind(boolean hashesIds, SessionOptions base) {
        if (scope(base) != null && !hashesIds) {
            faults.add(
                    layout.sessionSetting(SessionSettings.SCOPE),
                    "sessions are kept apart by a part of the digests of their ids, and the fallback has ids as its keys;"
                            + " drop this until the fallback is gone");
        }
    }

    /** Where ids are digested, a format of them tells no other application anything. */
    void checkIds(SessionOptions base) {
        if (or(SessionSettings.ID_FORMAT, base.idFormat()) != SessionIdFormat.BASE64URL
                && or(SessionSettings.HASH_IDS, base.hashIds())) {
            faults.add(
                    layout.sessionSetting(SessionSettings.ID_FORMAT),
                    "the store contains a digest of the id, which no other application looks up; set "
                            + layout.spell(SessionSettings.HASH_IDS) + " to false, or remove this");
        }
    }

    /**
     * Given under both names, the idle time must be the same.
     *
     * @param own the engine's own name for it
     */
    void checkIdle(Setting<Duration> own, Settings engine) {
        if (engine.has(own)
                && given.has(SessionSettings.IDLE)
                && !engine.get(own).equals(given.get(SessionSettings.IDLE))) {
            faults.add(
                    layout.storeSetting(own),
                    "this is the store's name for " + layout.spell(SessionSettings.IDLE)
                            + ", which has another value in "
                            + layout.sessionSetting(SessionSettings.IDLE) + "; keep one of them");
        }
    }

    /** What browsers refuse is a fault of the setting that demands what the others do not give. */
    void checkCookie(CookieOptions base) {
        String setSecure = "; set " + layout.spell(SessionSettings.SECURE) + " to true";
        check(SessionSettings.NAME, frame(base).name(name(base)), "");
        check(SessionSettings.SAME_SITE, frame(base).sameSite(sameSite(base)), setSecure);
        check(SessionSettings.PARTITIONED, frame(base).partitioned(partitioned(base)), setSecure);
    }

    private void check(Setting<?> setting, CookieOptions.Builder cookie, String remedy) {
        try {
            cookie.build();
        } catch (IllegalArgumentException e) {
            faults.add(layout.sessionSetting(setting), e.getMessage() + remedy);
        }
    }

    /** The cookie, once {@linkplain #checkCookie checked}. */
    CookieOptions cookie(CookieOptions base) {
        return frame(base)
                .name(name(base))
                .sameSite(sameSite(base))
                .partitioned(partitioned(base))
                .maxAge(endless(SessionSettings.EXPIRES, base.maxAge()))
                .httpOnly(or(SessionSettings.HTTP_ONLY, base.httpOnly()))
                .build();
    }

    /** @param clearSiteData empty for the base's */
    WebOptions web(WebOptions base, List<String> clearSiteData) {
        return new WebOptions(
                orNull(SessionSettings.ID_HEADER, base.idHeader()),
                or(SessionSettings.ON_STORE_FAILURE, base.onStoreFailure()),
                clearSiteData.isEmpty() ? base.clearSiteData() : clearSiteData);
    }

    /** What other settings demand something of. */
    private CookieOptions.Builder frame(CookieOptions base) {
        return CookieOptions.builder()
                .domain(orNull(SessionSettings.DOMAIN, base.domain()))
                .path(or(SessionSettings.PATH, base.path()))
                .secure(secure(base));
    }

    /** A name's prefix says that the cookie is secure: it need not be said twice. */
    private @Nullable Boolean secure(CookieOptions base) {
        Boolean secure = orNull(SessionSettings.SECURE, base.secure());
        String name = Optional.ofNullable(name(base)).orElse("").toLowerCase(Locale.ROOT);
        boolean implied = name.startsWith("__host-") || name.startsWith("__secure-");
        return implied ? Optional.ofNullable(secure).orElse(Boolean.TRUE) : secure;
    }

    private @Nullable String name(CookieOptions base) {
        return orNull(SessionSettings.NAME, base.name());
    }

    private SameSite sameSite(CookieOptions base) {
        return or(SessionSettings.SAME_SITE, base.sameSite());
    }

    private boolean partitioned(CookieOptions base) {
        return or(SessionSettings.PARTITIONED, base.partitioned());
    }

    private <T> T or(Setting<T> setting, T base) {
        return given.find(setting).orElse(base);
    }

    private <T> @Nullable T orNull(Setting<T> setting, @Nullable T base) {
        Optional<T> value = given.find(setting);
        return value.isPresent() ? value.get() : base;
    }

    private @Nullable Integer limit(@Nullable Integer base) {
        Integer value = orNull(SessionSettings.LIMIT, base);
        return value == null || value == 0 ? null : value;
    }

    /** Of a duration whose 0 is never. */
    private @Nullable Duration endless(Setting<Duration> setting, @Nullable Duration base) {
        Duration value = orNull(setting, base);
        return value == null || value.isZero() ? null : value;
    }
}
