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
 * Which engine keeps the sessions, and how: read, checked, ready to {@link #open}. Immutable and thread-safe.
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
 * <p>The same keys, with {@code carnet.} before and dots between, are understood as properties, where {@code -} and {@code _}
 * are alike and case does not count: {@code carnet.session-duration=30 minutes}.
 *
 * <p>A Dancer {@code config.yml} works as it stands. The session's own keys stand at the top level, or in the engine's section
 * by their names or Dancer 2's ({@code cookie_name}, {@code is_secure}, ...). The engine's keys stand in its section {@code
 * engines.session.NAME}, or where Dancer 1 had them: in a group such as {@code session_options}, or, if they begin with the
 * engine's name, at the top level. A key may be given twice if both say the same. Sections of other engines and the
 * application's own keys are {@linkplain #ignoredKeys() ignored}; what nearly spells a key of ours is an error.
 *
 * <p>A block {@code fallback} holds {@code session} and {@code engines} of another store, from which sessions move over when
 * they are first used.
 *
 * <p>A block {@code encryption} says with which key sessions are encrypted: <code>key: ${CARNET_KEY}</code>.
 *
 * <p>In text, <code>${NAME}</code> and <code>${NAME:default}</code> stand for variables of the environment; <code>$${</code> is
 * the characters themselves. An empty place is as if its key were not there.
 *
 * <p>Whatever is wrong is one {@link ConfigurationException} with a line for each fault: where it stands, what was found, what
 * is allowed. It shows neither secrets nor the values of variables.
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
     * @throws ConfigurationException if it cannot be read or configures nothing that works
     */
    public static CarnetConfig load(Path file) {
        return load(file, System::getenv);
    }

    /** As {@link #load(Path)}, with variables from elsewhere than the process's environment; null for one that is not set. */
    public static CarnetConfig load(Path file, Function<String, @Nullable String> environment) {
        return read(document(file), environment);
    }

    /**
     * As {@link #load(Path, Function)}, for a tool that works on the sessions without the application: the classes that {@code
     * allowed_types} names are not looked for, and none is allowed.
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
     * @param source what messages call it
     * @throws ConfigurationException if it configures nothing that works
     */
    public static CarnetConfig parse(String source, String yaml) {
        return parse(source, yaml, System::getenv);
    }

    /**
     * As {@link #parse(String, String)}, with variables from elsewhere than the process's environment; null for one that is
     * not set.
     */
    public static CarnetConfig parse(String source, String yaml, Function<String, @Nullable String> environment) {
        return read(YamlReader.read(source, yaml), environment);
    }

    /**
     * Reads the properties that begin with {@code carnet.}; the others are ignored.
     *
     * @param source what messages call them
     * @param properties text, in which variables are expanded, or objects such as a {@code DataSource}; maps and collections
     *     of these count as longer keys
     * @throws ConfigurationException if they configure nothing that works
     */
    public static CarnetConfig ofProperties(String source, Map<String, ?> properties) {
        return ofProperties(source, properties, System::getenv);
    }

    /**
     * As {@link #ofProperties(String, Map)}, with variables from elsewhere than the process's environment; null for one that
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
     * Every setting there is, the engines' on the class path among them, by the path at which it stands in a file, such as
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

    /** The engine's name in its own spelling, such as {@code "DBI"}. */
    public String session() {
        return store.provider().name();
    }

    /** The engine's way to its store. */
    public SessionStoreProvider provider() {
        return store.provider();
    }

    /** What the provider opens its store with. */
    public Settings settings() {
        return store.settings();
    }

    /** The engine's name of the store that sessions move over from, if there is one: the block {@code fallback}. */
    public Optional<String> fallback() {
        return Optional.ofNullable(store.fallback()).map(each -> each.provider().name());
    }

    public SessionOptions options() {
        return options;
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

    /** The names of attributes that are never stored, {@code *} in one for any characters. */
    public List<String> transientAttributes() {
        return transientAttributes;
    }

    /** The codec's name, {@code "json"} or {@code "graph"}; empty for what the store wants. */
    public Optional<String> codec() {
        return codec;
    }

    /** Keys that are the application's or another engine's, as full paths in the order they stand in. */
    public List<String> ignoredKeys() {
        return ignoredKeys;
    }

    /**
     * Opens the store and the engine over it, which owns the store. A missing table is made first, where {@code create} says so.
     *
     * @throws ConfigurationException if the settings do not fit together
     * @throws SessionStoreException if the store cannot be reached or is not set up
     */
    public SessionEngine open() {
        return open(engine -> {});
    }

    /** As {@link #open()}, with more to tell the engine, such as listeners or a clock. */
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
            more.accept(engine);
            return engine.build();
        } catch (RuntimeException | Error e) {
            ConfiguredStore.closeAfter(e, opened);
            throw e;
        }
    }

    /**
     * Opens the store alone, for whoever lists, counts and ends sessions without the application: needs no codec and none of
     * its classes. From a fallback no session moves over.
     *
     * @throws ConfigurationException if the settings do not fit together
     * @throws SessionStoreException if the store cannot be reached or is not set up
     */
    public SessionStore openStore() {
        return store.openToLook(options);
    }

    /**
     * Opens the store and its fallback, to move what the fallback still has: for a tool, beside applications that run with
     * this configuration. Empty if there is no fallback.
     *
     * @throws ConfigurationException if the settings do not fit together
     * @throws SessionStoreException if a store cannot be reached or is not set up
     */
    public Optional<SessionMove> openMove() {
        return Optional.ofNullable(store.openMove(options, codec.orElse(""), allowed));
    }

    /**
     * When the framework whose configuration this was, such as Dancer, made the session with a key. Empty if the key does not
     * tell, or if the configuration is in Carnet's own keys.
     */
    public Optional<Instant> madeAt(SessionKey key) {
        return store.madeAt(key);
    }

    /** The operator's view of the store's place, and of the fallback's; opens no engine. */
    public StoreSetup setup() {
        return store.setup(options);
    }

    /** Shows which of the engine's settings are given, not their values. */
    @Override
    public String toString() {
        return "CarnetConfig[" + store + ", " + options + ", " + cookie + ", " + web + "]";
    }

    /** Takes in code what files say in text. Values are taken as they stand, without variables. Not thread-safe. */
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

        /** The engine's name. */
        public Builder session(String engine) {
            session = Optional.of(engine);
            return this;
        }

        /**
         * One of the engine's settings, or of the session's by the key that files have for it; that goes before {@link
         * #options}, {@link #cookie} and {@link #web}.
         *
         * @param value text, anything whose {@code toString()} is such text, or an object such as a {@code DataSource}
         */
        public Builder set(String key, Object value) {
            values.put(key, Objects.requireNonNull(value));
            return this;
        }

        /** What applies where no setting says otherwise; also in place of the engine's own default for the idle time. */
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

        /** The application's own classes that sessions may hold; default is none. */
        public Builder allow(AllowedTypes value) {
            allowed = value;
            return this;
        }

        /** What encrypts sessions before the store sees them, such as an {@code EncryptionOptions}; default is nothing. */
        public Builder encryption(StoreEncryption value) {
            encryption = value;
            return this;
        }

        /**
         * A store that sessions move over from when they are first used: how a team changes its store.
         *
         * @param old its engine and that engine's settings count, its other settings do not
         */
        public Builder fallback(CarnetConfig old) {
            fallback = old.store.before(null);
            return this;
        }

        /**
         * The configuration.
         *
         * @throws ConfigurationException if it configures nothing that works
         */
        public CarnetConfig build() {
            return new ConfigReader(ConfigDocument.ofCode(session, values), name -> null)
                    .read(
                            new ConfigReader.Base(options, cookie, web, allowed, encryption, fallback),
                            ConfigReader.Classes.THERE);
        }
    }
}
