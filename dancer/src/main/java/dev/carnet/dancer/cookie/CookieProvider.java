package dev.carnet.dancer.cookie;

import dev.carnet.options.SessionOptions;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.carried.CarriedSessions;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreSetup;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code session: Cookie}: Dancer's cookie engines, whose sessions are taken over. There is no store behind them. */
public final class CookieProvider implements SessionStoreProvider {
    static final Setting<String> SECRET_KEY = Setting.secret("secret_key")
            .describedAs("The application's own secret; in Dancer 1 it is called session_cookie_key");

    static final Setting<Duration> DEFAULT_DURATION = Setting.duration("default_duration")
            .describedAs("For how long the application's cookies count, as it says itself; each says it too");

    static final Setting<Boolean> WITH_REQUEST_ADDRESS = Setting.flag("with_request_address")
            .defaultsTo(false)
            .describedAs("Refused if it is true: such a cookie counts for one address, which is not looked at here");

    static final Setting<Instant> VALID_UNTIL = Setting.of(
                    "valid_until",
                    "a day such as 2027-03-01, or an instant such as 2027-03-01T12:00:00Z",
                    CookieProvider::instant)
            .describedAs("From when on none of the cookies counts; a day begins at midnight UTC");

    /** Dancer 1's word for the secret, which the dialect has replaced by ours unless it is misspelt. */
    private static final Setting<String> SESSION_COOKIE_KEY = Setting.secret("session_cookie_key");

    private static final int SHORTEST_SECRET = 16;

    private static Instant instant(String text) {
        try {
            return text.contains("T")
                    ? Instant.parse(text.strip())
                    : LocalDate.parse(text.strip()).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is neither", e);
        }
    }

    @Override
    public String name() {
        return "Cookie";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(SECRET_KEY, DEFAULT_DURATION, WITH_REQUEST_ADDRESS, VALID_UNTIL);
    }

    /** Beside Dancer 1's own, which stand at the top level. */
    @Override
    public List<Setting<?>> topLevelSettings() {
        return List.of(SESSION_COOKIE_KEY, VALID_UNTIL);
    }

    @Override
    public Optional<String> onlyBehind() {
        return Optional.of(
                "this engine keeps sessions in the visitors' cookies, and in no store that both applications could"
                        + " use: choose a store here, add 'dancer: take-over', and put these settings under fallback:; see"
                        + " docs/dancer.md");
    }

    @Override
    public void check(Settings settings) {
        if (settings.find(SECRET_KEY).orElse("").isEmpty()) {
            throw settings.invalid(
                    SECRET_KEY, "give the Dancer application's own secret, which Dancer 1 calls session_cookie_key");
        }
        if (settings.get(WITH_REQUEST_ADDRESS)) {
            throw settings.invalid(
                    WITH_REQUEST_ADDRESS,
                    "cookies that count for one address each cannot be taken over; give the Dancer application a store first,"
                            + " see docs/dancer.md");
        }
        if (!settings.has(DEFAULT_DURATION) && !settings.has(VALID_UNTIL)) {
            throw settings.invalid(
                    VALID_UNTIL,
                    "the application says no default_duration (Dancer 1: session_expires), so its cookies never expire: say"
                            + " from when on they shall not count, such as valid_until: 2027-03-01");
        }
    }

    @Override
    public Optional<CarriedSessions> carried(Settings settings) {
        return Optional.of(new DancerCookies(
                settings.get(SECRET_KEY), settings.find(VALID_UNTIL).orElse(null)));
    }

    @Override
    public SessionStore open(Settings settings, SessionOptions options) {
        throw new UnsupportedOperationException("no store is behind cookies");
    }

    @Override
    public StoreSetup setup(Settings settings, SessionOptions options) {
        return new Findings(findings(settings));
    }

    private static List<StoreSetup.Finding> findings(Settings settings) {
        List<StoreSetup.Finding> findings = new ArrayList<>();
        Optional<Instant> until = settings.find(VALID_UNTIL);
        if (until.filter(each -> each.isBefore(Instant.now())).isPresent()) {
            findings.add(finding(
                    StoreSetup.Level.WARNING,
                    "no cookie counts any more since " + until.get() + " (valid_until): remove fallback"));
        } else {
            findings.add(finding(
                    StoreSetup.Level.OK,
                    "sessions move out of Dancer's cookies as their users come back"
                            + until.map(each -> ", until " + each).orElse("")));
            findings.add(finding(
                    StoreSetup.Level.WARNING,
                    "how many such sessions there are nobody can tell; none can be listed or ended before it has moved,"
                            + " and a copy of a cookie that has not been used here logs in"));
        }
        if (settings.get(SECRET_KEY).length() < SHORTEST_SECRET) {
            findings.add(finding(
                    StoreSetup.Level.WARNING,
                    "the application's secret has fewer than " + SHORTEST_SECRET
                            + " characters: who guesses it makes sessions of any user's; bring valid_until near"));
        }
        return findings;
    }

    private static StoreSetup.Finding finding(StoreSetup.Level level, String text) {
        return new StoreSetup.Finding(level, "cookies", text);
    }

    /** Of a place that cannot be looked at. */
    private record Findings(List<Finding> check) implements StoreSetup {
        @Override
        public List<String> plan() {
            return List.of();
        }

        @Override
        public void apply() {}

        @Override
        public void close() {}
    }
}
