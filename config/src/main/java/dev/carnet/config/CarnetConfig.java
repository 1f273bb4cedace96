package dev.carnet.config;

import dev.carnet.SessionEngine;
import dev.carnet.error.ConfigurationException;
import dev.carnet.error.SessionStoreException;
import dev.carnet.fallback.SessionMove;
import dev.carnet.options.AllowedTypes;
import dev.carnet.options.SessionOptions;
import dev.carnet.options.TransientAttributes;
import dev.carnet.spi.SessionKey;
import dev.carnet.spi.SessionStore;
import dev.carnet.spi.setup.SessionStoreProvider;
import dev.carnet.spi.setup.Setting;
import dev.carnet.spi.setup.Settings;
import dev.carnet.spi.setup.StoreEncryption;
import dev.carnet.spi.setup.StoreSetup;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A validated configuration: which store keeps the sessions, and how. Ready to {@link #open}. Immutable and thread-safe.
 *
 * <pre>{@code
 * session: DBI
 * session_duration: 30 minutes
 * engines:
 *   session:
 *     DBI:
 *       dsn: jdbc:sqlite:carnet.db
 *       password: ${DB_PASSWORD}
 * }</pre>
 *
 * <p>As properties, the same keys have the prefix {@code carnet.} and are separated by dots; {@code -} and {@code _} are
 * equivalent, and case is ignored: {@code carnet.session-duration=30 minutes}.
 *
 * <p>The keys of the session itself are at the top level, or in the store's section, also under Dancer 2's names
 * ({@code cookie_name}, {@code is_secure}, ...). The keys of a store are in its section {@code engines.session.NAME}, or
 * where Dancer 1 has them: in a group such as {@code session_options}, or, if they begin with the store's name, at the
 * top level. A key may be given twice with the same value. Sections of other stores and the application's own keys are
 * {@linkplain #ignoredKeys() ignored}; a likely misspelling of a Carnet key is an error.
 *
 * <p>A block {@code fallback} contains {@code session} and {@code engines} of another store, from which sessions move
 * when they are first used.
 *
 * <p>A block {@code encryption} contains the key that encrypts sessions: <code>key: ${CARNET_KEY}</code>.
 *
 * <p>In text, <code>${NAME}</code> and <code>${NAME:default}</code> stand for environment variables; <code>$${</code> is
 * a literal <code>${</code>. A key without a value is treated as absent.
 *
 * <p>All faults are reported in one {@link ConfigurationException} with a line for each: its place, what was found, what
 * is allowed. The message contains neither secrets nor the values of variables.
 */
public final class CarnetConfig {
    private final ConfiguredStore store;
    private final SessionOptions options;
    private final CookieOptions cookie;
    private final WebOptions web;
    private final AllowedTypes allowed;
    private final List<String> transientAttributes;
    private final Optional<String> codec;
    private final List<String> ignoredKeys;

    CarnetConfig(
            ConfiguredStore store,
            SessionOptions options,
            CookieOptions cookie,
            WebOptions web,
            AllowedTypes allowed,
            List<String> transientAttributes,
            Optional<String> codec,
            List<String> ignoredKeys) {
        this.store = store;
        this.options = options;
        this.cookie = cookie;
        this.web = web;
        this.allowed = allowed;
        this.transientAttributes = List.copyOf(transientAttributes);
        this.codec = codec;
        this.ignoredKeys = List.copyOf(ignoredKeys);
    }

    /**
     * Reads a file in UTF-8 whose name ends in {@code .yml}, {@code .yaml} or {@code .properties}.
     *
     * @throws ConfigurationException if it cannot be read or is not a valid configuration
     */
    public static CarnetConfig load(Path file) {
        return load(file, System::getenv);
    }

    /** As {@link #load(Path)}, with variables from another source than the environment; null for one that is not set. */
    public static CarnetConfig load(Path file, Function<String, @Nullable String> environment) {
        return read(document(file), environment);
    }

    /**
     * As {@link #load(Path, Function)}, for a tool without the application's classes: the classes in
     * {@code allowed_types} are not loaded, and none is allowed.
     */
    public static CarnetConfig loadWithoutClasses(Path file, Function<String, @Nullable String> environment) {
        return new ConfigReader(document(file), environment)
                .read(ConfigReader.Base.DEFAULTS, ConfigReader.Classes.ELSEWHERE);
    }

    private static ConfigDocument document(Path file) {
        String source = file.toString();
        String name = source.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yml") || name.endsWith(".yaml")) {
            return YamlReader.read(source, SourceText.of(file));
        }
        if (name.endsWith(".properties")) {
            return PropertiesReader.read(source, SourceText.of(file));
        }
        throw new ConfigurationException(
                source + ": the name of a configuration file ends in .yml, .yaml or .properties");
    }

    /**
     * Reads YAML.
     *
     * @param source its name in messages
     * @throws ConfigurationException if it is not a valid configuration
     */
    public static CarnetConfig parse(String source, String yaml) {
        return parse(source, yaml, System::getenv);
    }

    /**
     * As {@link #parse(String, String)}, with variables from another source than the environment; null for one that is
     * not set.
     */
    public static CarnetConfig parse(String source, String yaml, Function<String, @Nullable String> environment) {
        return read(YamlReader.read(source, yaml), environment);
    }

    /**
     * Reads the properties that begin with {@code carnet.}; the others are ignored.
     *
     * @param source their name in messages
     * @param properties text, in which variables are expanded, or objects such as a {@code DataSource}; maps and
     *     collections of these are nested keys
     * @throws ConfigurationException if they are not a valid configuration
     */
    public static CarnetConfig ofProperties(String source, Map<String, ?> properties) {
        return ofProperties(source, properties, System::getenv);
    }

    /**
     * As {@link #ofProperties(String, Map)}, with variables from another source than the environment; null for one that
     * is not set.
     */
    public static CarnetConfig ofProperties(
            String source, Map<String, ?> properties, Function<String, @Nullable String> environment) {
        return read(PropertiesReader.read(source, properties), environment);
    }

    private static CarnetConfig read(ConfigDocument document, Function<String, @Nullable String> environment) {
        return new ConfigReader(document, environment).read(ConfigReader.Base.DEFAULTS, ConfigReader.Classes.THERE);
    }

    /**
     * All settings, including those of the stores on the class path, by their path in a file, such as
     * {@code session_duration} or {@code engines.session.JDBC.table}: for tools that offer or check them.
     */
    public static Map<String, Setting<?>> knownSettings() {
        Map<String, Setting<?>> settings = new LinkedHashMap<>();
        settings.put(SessionSettings.SESSION.name(), SessionSettings.SESSION);
        SessionSettings.ALL.forEach(each -> settings.put(each.name(), each));
        EncryptionBlock.onClassPath()
                .ifPresent(encryption -> encryption
                        .settings()
                        .forEach(each -> settings.put(EncryptionBlock.KEY + "." + each.name(), each)));
        Engines.onClassPath()
                .all()
                .forEach(engine -> Engines.names(engine)
                        .forEach(name -> engine.settings()
                                .forEach(each -> settings.put("engines.session." + name + "." + each.name(), each))));
        return settings;
    }

    /** A configuration in code. */
    public static Builder builder() {
        return new Builder();
    }

    /** The store's name as the configuration gives it, of those it has, such as {@code "JDBC"}. */
    public String session() {
        return store.engine().name();
    }

    /** The provider of the store. */
    public SessionStoreProvider provider() {
        return store.provider();
    }

    /** The settings of the store. */
    public Settings settings() {
        return store.settings();
    }

    /** The name of the store from which sessions move (the block {@code fallback}), if there is one. */
    public Optional<String> fallback() {
        return Optional.ofNullable(store.fallback()).map(each -> each.engine().name());
    }

    public SessionOptions options() {
        return options;
    }

    /** Whether the store's keys are digests; also where the engine's are not, since those of the fallback are ids. */
    public boolean hashesIds() {
        return options.hashIds() || store.digested();
    }

    public CookieOptions cookie() {
        return cookie;
    }

    public WebOptions web() {
        return web;
    }

    public AllowedTypes allowed() {
        return allowed;
    }

    /** The names of attributes that are never stored; {@code *} stands for any characters. */
    public List<String> transientAttributes() {
        return transientAttributes;
    }

    /** The codec's name, {@code "json"} or {@code "graph"}; empty for the store's default. */
    public Optional<String> codec() {
        return codec;
    }

    /** Keys that belong to the application or to other stores, as full paths, in order. */
    public List<String> ignoredKeys() {
        return ignoredKeys;
    }

    /**
     * Opens the store and an engine, which owns the store. Creates a missing table first, if {@code create} permits it.
     *
     * @throws ConfigurationException if the settings are inconsistent
     * @throws SessionStoreException if the store cannot be reached or is not set up
     */
    public SessionEngine open() {
        return open(engine -> {});
    }

    /** Like {@link #open()}, with additional options of the engine, such as listeners or a clock. */
    public SessionEngine open(Consumer<SessionEngine.Builder> more) {
        store.prepare(options);
        SessionStore opened = store.open(options, codec.orElse(""), allowed);
        try {
            SessionEngine.Builder engine =
                    SessionEngine.builder(opened).options(options).allow(allowed);
            if (!transientAttributes.isEmpty()) {
                engine.transients(TransientAttributes.named(transientAttributes));
            }
            codec.ifPresent(engine::codec);
            store.carried().ifPresent(engine::carried);
            more.accept(engine);
            return engine.build();
        } catch (RuntimeException | Error e) {
            ConfiguredStore.closeAfter(e, opened);
            throw e;
        }
    }

    /**
     * Opens the store without an engine, for a tool that lists, counts and ends sessions: it needs neither a codec nor
     * the application's classes. Sessions do not move from a fallback.
     *
     * @throws ConfigurationException if the settings are inconsistent
     * @throws SessionStoreException if the store cannot be reached or is not set up
     */
    public SessionStore openStore() {
        return store.openToLook(options);
    }

    /**
     * Opens the store and its fallback to move the remaining sessions, for a tool that runs while applications use this
     * configuration. Empty if there is no fallback.
     *
     * @throws ConfigurationException if the settings are inconsistent
     * @throws SessionStoreException if a store cannot be reached or is not set up
     */
    public Optional<SessionMove> openMove() {
        return Optional.ofNullable(store.openMove(options, codec.orElse(""), allowed));
    }

    /**
     * When the framework of a translated configuration, such as Dancer, created the session with a key. Empty if the key
     * does not contain that time, or if the configuration was not translated.
     */
    public Optional<Instant> madeAt(SessionKey key) {
        return store.madeAt(key);
    }

    /** The setup of the store, and of the fallback, for operators; opens no engine. */
    public StoreSetup setup() {
        return store.setup(options);
    }

    /** Shows which settings are given, without their values. */
    @Override
    public String toString() {
        return "CarnetConfig[" + store + ", " + options + ", " + cookie + ", " + web + "]";
    }

    /** Builds a configuration in code. Values are used literally, without variables. Not thread-safe. */
    public static final class Builder {
        private Optional<String> session = Optional.empty();
        private final Map<String, Object> values = new LinkedHashMap<>();
        private @Nullable SessionOptions options;
        private CookieOptions cookie = CookieOptions.DEFAULTS;
        private WebOptions web = WebOptions.DEFAULTS;
        private AllowedTypes allowed = AllowedTypes.NONE;
        private @Nullable StoreEncryption encryption;
        private @Nullable ConfiguredStore fallback;

        private Builder() {}

        /** The store's name. */
        public Builder session(String engine) {
            session = Optional.of(engine);
            return this;
        }

        /**
         * Sets a setting of the store, or of the session by its key in files; it takes precedence over {@link #options},
         * {@link #cookie} and {@link #web}.
         *
         * @param value text, anything whose {@code toString()} is such text, or an object such as a {@code DataSource}
         */
        public Builder set(String key, Object value) {
            values.put(key, Objects.requireNonNull(value));
            return this;
        }

        /** The defaults for settings that are not given, also instead of the store's own default for the idle timeout. */
        public Builder options(SessionOptions value) {
            options = value;
            return this;
        }

        public Builder cookie(CookieOptions value) {
            cookie = value;
            return this;
        }

        public Builder web(WebOptions value) {
            web = value;
            return this;
        }

        /** The application's classes that sessions may contain; default is none. */
        public Builder allow(AllowedTypes value) {
            allowed = value;
            return this;
        }

        /** The encryption of sessions, such as an {@code EncryptionOptions}; default is none. */
        public Builder encryption(StoreEncryption value) {
            encryption = value;
            return this;
        }

        /**
         * The old store, from which sessions move when they are first used.
         *
         * @param old its store and the settings of that store are used, its other settings are ignored
         */
        public Builder fallback(CarnetConfig old) {
            fallback = old.store.before(null);
            return this;
        }

        /**
         * The configuration.
         *
         * @throws ConfigurationException if it is not a valid configuration
         */
        public CarnetConfig build() {
            return new ConfigReader(ConfigDocument.ofCode(session, values), name -> null)
                    .read(
                            new ConfigReader.Base(options, cookie, web, allowed, encryption, fallback),
                            ConfigReader.Classes.THERE);
        }
    }
}
