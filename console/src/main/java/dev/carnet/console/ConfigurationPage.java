package dev.carnet.console;

import dev.carnet.config.CarnetConfig;
import dev.carnet.config.SettingInForce;
import dev.carnet.options.SessionOptions;
import dev.carnet.spi.StoreTraits;
import dev.carnet.spi.setup.Passwords;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.text.Printable;
import dev.carnet.text.Words;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The configuration as it was understood. */
final class ConfigurationPage implements PageHandler {
    private static final String HIDDEN = "(set, not shown)";

    private final ConsoleStore console;
    private final @Nullable CarnetConfig config;

    ConfigurationPage(ConsoleStore console, @Nullable CarnetConfig config) {
        this.console = console;
        this.config = config;
    }

    /** What the page shows. */
    record Page(List<Group> groups, List<String> ignored) {}

    /** Settings that belong together. */
    record Group(String title, List<Line> lines) {}

    /** One setting. */
    record Line(String key, String value) {}

    @Override
    public void handle(Exchange exchange) throws IOException {
        List<Group> groups = new ArrayList<>();
        groups.add(new Group("Store", traits(console.store().traits())));
        if (config == null) {
            groups.add(new Group("Session settings in effect", options(console.options())));
        } else {
            groups.add(new Group("Engine " + config.session(), engine(config)));
            groups.add(new Group("Session settings in effect", inForce(config)));
        }
        exchange.page(
                "configuration",
                new Page(
                        groups,
                        config == null
                                ? List.of()
                                : config.ignoredKeys().stream()
                                        .map(Printable::line)
                                        .toList()));
    }

    private static List<Line> traits(StoreTraits traits) {
        return List.of(
                new Line("Engine", traits.name()),
                new Line("Sessions survive a restart", yes(traits.durable())),
                new Line("Shared between processes", yes(traits.shared())),
                new Line("Deletes expired sessions itself", yes(traits.nativeExpiry())),
                new Line("Index of users", yes(traits.principalIndex())),
                new Line(
                        "Values stored as",
                        traits.encoding().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                new Line("Largest session", Words.size((double) traits.maxSessionBytes())));
    }

    private static String yes(boolean flag) {
        return flag ? "yes" : "no";
    }

    /** The engine's settings that were given or have a default. */
    private static List<Line> engine(CarnetConfig config) {
        Settings settings = config.settings();
        List<Line> lines = new ArrayList<>();
        for (Setting<?> each : config.provider().settings()) {
            value(settings, each).ifPresent(value -> lines.add(new Line(each.name(), value)));
        }
        config.fallback().ifPresent(each -> lines.add(new Line("fallback", each)));
        return lines;
    }

    private static Optional<String> value(Settings settings, Setting<?> setting) {
        if (settings.isHidden(setting)) {
            return settings.has(setting) ? Optional.of(HIDDEN) : Optional.empty();
        }
        return settings.find(setting).map(ConfigurationPage::shown);
    }

    /** A text or a plain value; what was handed in, such as a client, may tell secrets, so only its class is named. */
    private static String shown(Object value) {
        if (value instanceof Duration duration) {
            return Words.exactly(duration);
        }
        if (value instanceof CharSequence
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Enum) {
            return Printable.line(Passwords.mask(value.toString()));
        }
        return "(" + value.getClass().getSimpleName() + ")";
    }

    private static List<Line> inForce(CarnetConfig config) {
        return SettingInForce.of(config).stream()
                .map(each -> new Line(each.key(), words(each)))
                .toList();
    }

    private static String words(SettingInForce setting) {
        if (setting.value() instanceof Duration duration) {
            return Words.exactly(duration);
        }
        if (setting.value() instanceof Long bytes) {
            return Words.size((double) bytes);
        }
        return Printable.line(Objects.toString(setting.value(), setting.none()));
    }

    private static List<Line> options(SessionOptions options) {
        return List.of(
                new Line("session_duration", duration(options.maxIdle(), "unlimited")),
                new Line("session_lifetime", duration(options.lifetime(), "unlimited")),
                new Line("clock_tolerance", duration(options.clockTolerance(), "")),
                new Line("hash_ids", yes(options.hashIds())));
    }

    private static String duration(@Nullable Duration duration, String none) {
        return duration == null ? none : Words.exactly(duration);
    }
}
