package dev.carnet.mongodb;

import dev.carnet.error.ConfigurationException;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The settings that locate the server: separate settings take precedence over those in Dancer 2's group. */
final class ServerSettings {
    private final Settings settings;
    private final Map<Setting<?>, Object> grouped = new HashMap<>();

    /**
     * @throws ConfigurationException if the group holds a key that is not known or a bad value
     */
    ServerSettings(Settings settings) {
        this.settings = settings;
        settings.find(MongoConnection.CLIENT_OPTIONS).ifPresent(group -> group.forEach(this::addGrouped));
    }

    private void addGrouped(Object key, Object value) {
        Setting<?> setting = MongoConnection.OF_A_SERVER.stream()
                .filter(each ->
                        each.name().equals("mongodb_" + key) || each.aliases().contains(key))
                .findFirst()
                .orElseThrow(() -> invalid(
                        key + ": there is no such setting here; put the driver's own options into mongodb_uri"));
        try {
            grouped.put(setting, setting.read(value));
        } catch (IllegalArgumentException e) {
            boolean isHidden =
                    settings.inside(MongoConnection.CLIENT_OPTIONS).build().isHidden(setting);
            throw invalid(key + ": " + (isHidden ? "" : e.getMessage() + "; ") + "allowed is " + setting.allowed());
        }
    }

    private ConfigurationException invalid(String problem) {
        return settings.invalid(MongoConnection.CLIENT_OPTIONS, problem);
    }

    boolean has(Setting<?> setting) {
        return settings.has(setting) || grouped.containsKey(setting);
    }

    /** The value given or the default, or empty. */
    <T> Optional<T> find(Setting<T> setting) {
        if (settings.has(setting) || !grouped.containsKey(setting)) {
            return settings.find(setting);
        }
        @SuppressWarnings("unchecked") // read by this very setting
        T value = (T) grouped.get(setting);
        return Optional.of(value);
    }

    /** The value given or the default; for a setting that has one. */
    <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow();
    }

    /** The connection string, from whichever setting. */
    Optional<String> connectionString() {
        return settings.has(MongoConnection.URI)
                ? settings.find(MongoConnection.URI)
                : find(MongoConnection.HOST).filter(host -> host.contains("://"));
    }

    /** Whether a name server has to be asked before the connection string can be read. */
    boolean needsLookup() {
        return connectionString()
                .filter(text -> text.startsWith("mongodb+srv:"))
                .isPresent();
    }

    /** An error about the connection string, from whichever setting. */
    ConfigurationException invalidUri(String problem) {
        return settings.invalid(
                settings.has(MongoConnection.URI) ? MongoConnection.URI : MongoConnection.HOST, problem);
    }

    /** The server is said in one way: by a client, a connection string, or host and port. */
    void requireOneWay() {
        if (settings.has(MongoConnection.CLIENT)) {
            requireNone(
                    "a client is supplied, which already has its server; remove one of them",
                    Stream.concat(
                                    Stream.of(MongoConnection.URI, MongoConnection.TIMEOUT),
                                    MongoConnection.OF_A_SERVER.stream())
                            .toList());
        } else if (settings.has(MongoConnection.URI)) {
            requireNone("this is already in mongodb_uri; remove one of them", MongoConnection.OF_A_SERVER);
        } else if (connectionString().isPresent()) {
            requireNone("this is already in the connection string; remove one of them", List.of(MongoConnection.PORT));
        }
        if (has(MongoConnection.PASSWORD) && !has(MongoConnection.USER)) {
            throw settings.invalid(MongoConnection.PASSWORD, "a password needs a user; set mongodb_username");
        }
    }

    private void requireNone(String problem, List<? extends Setting<?>> others) {
        others.stream().filter(this::has).findFirst().ifPresent(each -> {
            throw settings.invalid(grouped.containsKey(each) ? MongoConnection.CLIENT_OPTIONS : each, problem);
        });
    }
}
